const launcher = Number(process.env.CONVEYOR_LAUNCHER);
// The processes that this one starts have it as their parent, not the launcher.
delete process.env.CONVEYOR_LAUNCHER;

/**
 * Ends this script when the launcher (run.mjs) that started it is gone without a signal to it, as after SIGKILL: it gets
 * SIGTERM. Standard input says nothing of that: in the background it is closed from the beginning.
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
