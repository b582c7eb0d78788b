import { type FSWatcher, readdirSync, statSync, type WatchListener, watch } from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';

/**
 * Calls `changed` whenever one of the files and folders changes; a folder counts with everything in it. A file is
 * watched through its folder, for many editors replace it by a new one; so it need not exist yet.
 *
 * @param paths relative to `directory`
 * @returns stops watching
 */
export function watchPaths(directory: string, paths: string[], changed: () => void): () => void {
  const filesIn = new Map<string, Set<string>>();
  const stops: (() => void)[] = [];
  for (const path of paths.map((each) => resolve(directory, each))) {
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) {
      stops.push(watchTree(path, changed));
    } else {
      const folder = dirname(path);
      filesIn.set(folder, (filesIn.get(folder) ?? new Set()).add(basename(path)));
    }
  }
  for (const [folder, files] of filesIn) {
    const watcher = watch(folder, (_, name) => {
      if (name !== null && files.has(name)) changed();
    });
    stops.push(() => watcher.close());
  }
  return () => {
    for (const stop of stops) stop();
  };
}

/**
 * Watches each folder of a tree. Node's own recursive watch loses a file on Linux when another takes its place, which is how
 * editors and version control write.
 */
function watchTree(root: string, changed: () => void): () => void {
  const watchers = new Map<string, FSWatcher>();
  const forget = (gone: string): void => {
    for (const [folder, watcher] of watchers) {
      if (folder !== gone && !folder.startsWith(gone + sep)) continue;
      watcher.close();
      watchers.delete(folder);
    }
  };
  const follow = (): void => {
    for (const folder of foldersOf(root)) {
      if (watchers.has(folder)) continue;
      const watcher = watchFolder(folder, (event, name) => {
        // A folder of this name may be another one now.
        if (event === 'rename' && name !== null) forget(join(folder, name));
        follow();
        changed();
      });
      if (watcher) watchers.set(folder, watcher);
    }
  };
  follow();
  return () => forget(root);
}

function watchFolder(folder: string, listener: WatchListener<string>): FSWatcher | undefined {
  try {
    // One that goes is told of by the folder it was in.
    return watch(folder, listener).on('error', () => {});
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** A folder and all below it. */
function foldersOf(folder: string): string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return [
      folder,
      ...entries.flatMap((each) => (each.isDirectory() ? foldersOf(join(folder, each.name)) : [])),
    ];
  } catch {
    // Gone since its name was read.
    return [];
  }
}
