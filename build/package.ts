/** `npm run package`: bundles every role and packs each into `dist/conveyor-<role>.zip`, to be run from as it is. */
import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Role, roles } from '../shared/roles.ts';
import { packagesAtRunTime } from './appFiles.ts';
import { type ArchiveEntry, archive } from './archive.ts';
import { type Built, bundle } from './bundle.ts';
import { installedFolders, packageFiles } from './packageFiles.ts';
import { root } from './root.ts';

/** A role's ZIP. */
export interface Package extends Built {
  role: Role;
  file: string;
  /** Sorted paths of its entries. */
  paths: string[];
  /** Of the ZIP itself. */
  bytes: number;
  unpackedBytes: number;
}

/** What the platform still runs from a package: 1 GB, unpacked, to be on the safe side. */
export const largestPackage = 1_000_000_000;

/**
 * Bundles roles and packs each with the packages it needs beside the bundle.
 * @param out the folder that gets the ZIPs, and the bundles in folders of their own
 * @param options.compressed whether the ZIPs are compressed; they are, unless this says no
 * @throws RangeError if a package is larger than the platform takes
 */
export async function packageRoles(
  out: string,
  which: readonly Role[] = roles,
  { compressed = true }: { compressed?: boolean } = {},
): Promise<Package[]> {
  await mkdir(out, { recursive: true });
  const built = await bundle(out, which);
  // Side by side: each compresses one file at a time.
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
  if (unpackedBytes > largestPackage) throw new RangeError(`${file} is too large to be run from.`);
  const { size: bytes } = await stat(file);
  return { ...built, role, file, paths: entries.map(({ path }) => path).sort(), bytes, unpackedBytes };
}

if (import.meta.main) {
  const { out } = parseArgs({ options: { out: { type: 'string', default: join(root, 'dist') } } }).values;
  const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;
  const packages = await packageRoles(out);
  console.table(
    Object.fromEntries(
      packages.map(({ role, paths, bytes, unpackedBytes }) => [
        role,
        { files: paths.length, ZIP: megabytes(bytes), unpacked: megabytes(unpackedBytes) },
      ]),
    ),
  );
}
