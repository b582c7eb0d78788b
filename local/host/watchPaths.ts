import { type FSWatcher, readdirSync, statSync, type WatchListener, watch } from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';

/** Milliseconds without a change before it is reported: editors and checkouts write several times. */
const quietTime = 150;

/**
 * Calls `changed` after a file or a folder, including its subfolders, has changed. A file is watched through its folder because
 * many editors replace the file; it does not have to exist yet.
 *
 * @param paths relative to `directory`
 * @returns a function that stops watching
 */
export function watchPaths(directory: string, paths: string[], changed: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  const note = () => {
    clearTimeout(timer);
    timer = setTimeout(changed, quietTime);
  };
  const filesIn = new Map<string, Set<string>>();
  const stops: (() => void)[] = [];
  for (const path of paths.map((each) => resolve(directory, each))) {
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) {
      stops.push(watchTree(path, note));
    } else {
      const folder = dirname(path);
      filesIn.set(folder, (filesIn.get(folder) ?? new Set()).add(basename(path)));
    }
  }
  for (const [folder, files] of filesIn) {
    const watcher = watch(folder, (_, name) => {
      if (name !== null && files.has(name)) note();
    });
    stops.push(() => watcher.close());
  }
  return () => {
    clearTimeout(timer);
    for (const stop of stops) stop();
  };
}

/**
 * Watches each folder of a tree. On Linux, Node's recursive watch loses a file that is replaced by a rename, which is how
 * editors and version control write.
 */
function watchTree(root: string, changed: () => void): () => void {
  const watchers = new Map<string, FSWatcher>();
  const unwatch = (removed: string): void => {
    for (const [folder, watcher] of watchers) {
      if (folder !== removed && !folder.startsWith(removed + sep)) continue;
      watcher.close();
      watchers.delete(folder);
    }
  };
  const watchNewFolders = (): void => {
    for (const folder of foldersOf(root)) {
      if (watchers.has(folder)) continue;
      const watcher = watchFolder(folder, (event, name) => {
        // The name may now refer to a different folder.
        if (event === 'rename' && name !== null) unwatch(join(folder, name));
        watchNewFolders();
        changed();
      });
      if (watcher) watchers.set(folder, watcher);
    }
  };
  watchNewFolders();
  return () => unwatch(root);
}

function watchFolder(folder: string, listener: WatchListener<string>): FSWatcher | undefined {
  try {
    // The parent folder's watcher reports a deleted folder.
    return watch(folder, listener).on('error', () => {});
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** A folder and all its subfolders. */
function foldersOf(folder: string): string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return [
      folder,
      ...entries.flatMap((each) => (each.isDirectory() ? foldersOf(join(folder, each.name)) : [])),
    ];
  } catch {
    // The folder was deleted after its name was read.
    return [];
  }
}
