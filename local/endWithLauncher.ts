const launcher = Number(process.env.CONVEYOR_LAUNCHER);
// Child processes must not inherit it: the launcher is not their parent.
delete process.env.CONVEYOR_LAUNCHER;

/**
 * Sends SIGTERM to this script when the launcher (run.mjs) has exited without sending it a signal, for example after SIGKILL.
 * Standard input does not show that: for a background process it is closed from the start.
 */
export function endWithLauncher(): void {
  if (!launcher) return;
  const watch = setInterval(() => {
    if (process.ppid === launcher) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 500);
  watch.unref();
}
