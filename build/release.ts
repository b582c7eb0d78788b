import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { roles } from '../shared/roles.ts';
import { digestOf } from '../shared/runtime/packageDigest.ts';
import { appManifest } from './appManifest.ts';
import { billOfMaterials } from './billOfMaterials.ts';
import type { Bundle } from './bundleRole.ts';

const sha256 = z.hash('sha256');

/** The packages of a release: `release.json`, beside the ZIPs. The same sources give the same bytes. */
const releaseSchema = z.object({
  version: z.string(),
  packages: z.array(
    z.object({
      role: z.enum(roles),
      file: z.string(),
      bytes: z.int(),
      /** Of the ZIP. */
      sha256,
      /** Of its files, as the app reports it at `/version`. */
      digest: sha256,
    }),
  ),
});
export type Release = z.output<typeof releaseSchema>;

/** The name of the list of a release in its folder. */
export const releaseFile = 'release.json';

/** A ZIP of a release, and what it was made from. */
export interface Packed {
  role: Release['packages'][number]['role'];
  file: string;
  bytes: number;
  /** The folder with its files, without node_modules. */
  directory: string;
  bundle: Bundle;
}

/** Writes the list of a release and the bill of materials of each package beside the ZIPs. */
export async function writeRelease(out: string, packages: readonly Packed[]): Promise<Release> {
  const release: Release = { version: appManifest().version, packages: [] };
  for (const { role, file, bytes, directory, bundle } of packages) {
    await writeFile(join(out, `conveyor-${role}.cdx.json`), billOfMaterials(bundle));
    release.packages.push({
      role,
      file: basename(file),
      bytes,
      sha256: await fileDigest(file),
      digest: await digestOf(directory),
    });
  }
  await writeFile(join(out, releaseFile), `${JSON.stringify(release, null, 2)}\n`);
  return release;
}

/** @throws Error if the folder has no valid list of a release */
export async function readRelease(folder: string): Promise<Release> {
  const file = join(folder, releaseFile);
  try {
    return releaseSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (cause) {
    throw new Error(`${file} is not the list of a release, which \`npm run package\` writes.`, { cause });
  }
}

/** The SHA-256 of a file, in lower-case hex. */
export async function fileDigest(file: string): Promise<string> {
  const digest = createHash('sha256');
  await pipeline(createReadStream(file), digest);
  return digest.digest('hex');
}
