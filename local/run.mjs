// The first step of every npm script: plain JavaScript for whatever Node (20 or newer) the machine has. It installs
// what is missing, then runs the script on the Node that the repository pins.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const pinnedNode = join(
  root,
  'node_modules',
  'node',
  'bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
);

/** Whether node_modules holds just what the lockfile asks for. Optional packages may be for other machines. */
function isInstalled() {
  if (!existsSync(pinnedNode)) return false;
  try {
    const packagesOf = (file) => JSON.parse(readFileSync(join(root, file), 'utf8')).packages;
    const installed = packagesOf('node_modules/.package-lock.json');
    return Object.entries(packagesOf('package-lock.json')).every(
      ([path, { version, optional }]) => path === '' || optional || installed[path]?.version === version,
    );
  } catch {
    return false;
  }
}

function install() {
  console.error('Installing what is missing: some minutes the first time.');
  // npm says where it is; without it (node local/run.mjs …) the one on the PATH serves.
  const npm = process.env.npm_execpath;
  // What npm was told to leave out elsewhere is needed here: the Node of the repository is one of both.
  const options = [
    'ci',
    '--include=dev',
    '--ignore-scripts=false',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ];
  const [command, prefix] = /npm-cli\.js$/.test(npm ?? '') ? [process.execPath, [npm]] : ['npm', []];
  const { status, error } = spawnSync(command, [...prefix, ...options], { cwd: root, stdio: 'inherit' });
  if (status === 0 && existsSync(pinnedNode)) return;
  console.error(
    `The packages could not be installed${error ? `: ${error.message}` : ''}. Is the npm registry reachable?`,
  );
  process.exit(1);
}

/** The parent of a process; undefined where it is gone, or the system has no /proc. */
function parentOf(pid) {
  try {
    // Only the second field may hold spaces and parentheses.
    return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1).split(' ')[1]);
  } catch {
    return undefined;
  }
}

/**
 * Makes a check of whether npm, which runs this script, is gone. npm that is killed leaves its scripts running. Without
 * npm a script may outlive its parent: `nohup` and `setsid` ask for that.
 */
function npmWatcher() {
  if (process.env.npm_lifecycle_event === undefined) return () => false;
  const parent = process.ppid;
  let isShell = false;
  try {
    isShell = readFileSync(`/proc/${parent}/cmdline`, 'utf8').split('\0')[1] === '-c';
  } catch {
    // Without /proc the parent alone is watched.
  }
  // Some shells replace themselves by the script, others stay between npm and it.
  const npm = isShell ? parentOf(parent) : undefined;
  return () => process.ppid !== parent || (npm !== undefined && parentOf(parent) !== npm);
}

// Before the packages are installed, which takes minutes: npm may go meanwhile.
const npmIsGone = npmWatcher();

if (Number.parseInt(process.versions.node, 10) < 20) {
  console.error(`Conveyor needs Node.js 20 or newer; this is ${process.version}.`);
  process.exit(1);
}
if (!isInstalled()) install();

const [script, ...options] = process.argv.slice(2);
const env = {
  ...process.env,
  // Where it was called, as npm says it too: what a person names is relative to that.
  INIT_CWD: process.env.INIT_CWD ?? process.cwd(),
  // For endWithLauncher.ts.
  CONVEYOR_LAUNCHER: String(process.pid),
};
const child = spawn(pinnedNode, [join(root, script), ...options], { cwd: root, env, stdio: 'inherit' });
// Ctrl-C reaches the child by itself, a signal to this process does not: all are handed on, and the child ends first.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
const watch = setInterval(() => {
  if (!npmIsGone()) return;
  clearInterval(watch);
  child.kill('SIGTERM');
}, 500);
child.on('error', (error) => {
  console.error(`The script cannot be started: ${error.message}`);
  process.exit(1);
});
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
