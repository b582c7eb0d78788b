// The launcher of every npm script: plain JavaScript for any Node.js from version 20 on. It installs missing packages, then
// runs the script with the Node.js version that the repository pins.
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

/** Whether node_modules matches the lockfile. Optional packages may be for other platforms. */
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
  console.error(
    'Installing the packages of package-lock.json. The first time, they take 3 GB of disk with the cache of npm, and about a minute.',
  );
  // npm sets its path. Without npm (node local/run.mjs …), the npm on the PATH is used.
  const npm = process.env.npm_execpath;
  // Overrides the user's npm settings: the package `node` is a development dependency with an install script.
  const options = [
    'ci',
    '--include=dev',
    '--ignore-scripts=false',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    '--progress',
  ];
  const [command, prefix] = /npm-cli\.js$/.test(npm ?? '') ? [process.execPath, [npm]] : ['npm', []];
  const { status, error } = spawnSync(command, [...prefix, ...options], { cwd: root, stdio: 'inherit' });
  if (status === 0 && existsSync(pinnedNode)) return;
  console.error(
    `The packages could not be installed${error ? `: ${error.message}` : ''}. Is the npm registry reachable?`,
  );
  process.exit(1);
}

/** The parent of a process; undefined if it has exited, or the system has no /proc. */
function parentOf(pid) {
  try {
    // Only the second field can contain spaces and parentheses.
    return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1).split(' ')[1]);
  } catch {
    return undefined;
  }
}

/**
 * Returns a function that checks whether the npm process that runs this script has exited. A killed npm leaves its scripts
 * running. A script started without npm may outlive its parent, as `nohup` and `setsid` require.
 */
function watchNpm() {
  if (process.env.npm_lifecycle_event === undefined) return () => false;
  const parent = process.ppid;
  let isShell = false;
  try {
    isShell = readFileSync(`/proc/${parent}/cmdline`, 'utf8').split('\0')[1] === '-c';
  } catch {
    // Without /proc, only the parent is watched.
  }
  // Some shells replace themselves with the script, others stay between npm and the script.
  const npm = isShell ? parentOf(parent) : undefined;
  return () => process.ppid !== parent || (npm !== undefined && parentOf(parent) !== npm);
}

// Before the installation, which takes minutes: npm can exit meanwhile.
const npmHasExited = watchNpm();

if (Number.parseInt(process.versions.node, 10) < 20) {
  console.error(`Conveyor needs Node.js 20 or newer; this is ${process.version}.`);
  process.exit(1);
}
if (!isInstalled()) install();

const [script, ...options] = process.argv.slice(2);
const env = {
  ...process.env,
  // The caller's directory, as npm sets it. Relative paths of arguments refer to it.
  INIT_CWD: process.env.INIT_CWD ?? process.cwd(),
  // Compiling takes half of the start of a short script. The same folder as in compileCache.ts.
  NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(root, 'node_modules', '.cache', 'conveyor'),
  // For endWithLauncher.ts.
  CONVEYOR_LAUNCHER: String(process.pid),
};
const child = spawn(pinnedNode, [join(root, script), ...options], { cwd: root, env, stdio: 'inherit' });
// The terminal sends Ctrl-C to the child too, but other signals reach only this process. All are forwarded.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
const watch = setInterval(() => {
  if (!npmHasExited()) return;
  clearInterval(watch);
  child.kill('SIGTERM');
}, 500);
child.on('error', (error) => {
  console.error(`The script cannot be started: ${error.message}`);
  process.exit(1);
});
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
