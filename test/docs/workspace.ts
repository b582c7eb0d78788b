import { mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
/** Folders that examples write to, and what no example uses. */
const own = new Set(['.git', '.conveyor', 'out', 'dist']);

/** A folder with links to the files of the project. What examples write there does not change the project. */
export async function workspace(): Promise<{ folder: string; data: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'conveyor-docs-'));
  for (const name of await readdir(root))
    if (!own.has(name)) await symlink(join(root, name), join(folder, name));
  const data = join(folder, '.conveyor');
  await mkdir(data);
  await mkdir(join(folder, 'out'));
  return { folder, data, remove: () => rm(folder, { recursive: true, force: true }) };
}
