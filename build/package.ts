/**
 * `npm run package`: bundles every role and packs each into `dist/conveyor-<role>.zip`, a Run-from-Package ZIP. Beside them are the
 * bills of materials and `release.json`.
 */
import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Role, roles } from '../shared/roles.ts';
import { packagesAtRunTime } from './appFiles.ts';
import { type ArchiveEntry, archive } from './archive.ts';
import { type Built, bundle } from './bundle.ts';
import { installedFolders, packageFiles } from './packageFiles.ts';
import { writeRelease } from './release.ts';
import { root } from './root.ts';

/** A role's ZIP. */
export interface Package extends Built {
  role: Role;
  file: string;
  /** Sorted paths of its entries. */
  paths: string[];
  /** Size of the ZIP. */
  bytes: number;
  unpackedBytes: number;
}

/** Azure's size limit of a Run-from-Package ZIP is 1 GB. It is applied to the unpacked size, to be safe. */
export const largestPackage = 1_000_000_000;

/**
 * Bundles roles and packs each together with the packages that are not bundled.
 * @param out the folder for the ZIPs, and for the bundles in subfolders
 * @param options.compressed whether to compress the ZIPs (default: true)
 * @throws RangeError if a package is larger than `largestPackage`
 */
export async function packageRoles(
  out: string,
  selected: readonly Role[] = roles,
  { compressed = true }: { compressed?: boolean } = {},
): Promise<Package[]> {
  await mkdir(out, { recursive: true });
  const built = await bundle(out, selected);
  // In parallel: each archive compresses one file at a time.
  return Promise.all(built.map((each) => pack(out, each, compressed)));
}

async function pack(out: string, built: Built, compressed: boolean): Promise<Package> {
  const { role } = built.bundle;
  const file = join(out, `conveyor-${role}.zip`);
  const entries: ArchiveEntry[] = [
    ...[...built.files].map(([path, content]) => ({ path, content })),
    ...installedFolders(packagesAtRunTime(built.bundle))
      .flatMap(packageFiles)
      .map((path) => ({ path, file: join(root, path) })),
  ];
  const unpackedBytes = await archive(file, entries, compressed);
  if (unpackedBytes > largestPackage)
    throw new RangeError(`${file} unpacks to more than the limit of ${largestPackage / 1e6} MB.`);
  const { size: bytes } = await stat(file);
  return { ...built, role, file, paths: entries.map(({ path }) => path).sort(), bytes, unpackedBytes };
}

if (import.meta.main) {
  const { out } = parseArgs({ options: { out: { type: 'string', default: join(root, 'dist') } } }).values;
  const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;
  const packages = await packageRoles(out);
  await writeRelease(out, packages);
  console.table(
    Object.fromEntries(
      packages.map(({ role, paths, bytes, unpackedBytes }) => [
        role,
        { files: paths.length, ZIP: megabytes(bytes), unpacked: megabytes(unpackedBytes) },
      ]),
    ),
  );
}
