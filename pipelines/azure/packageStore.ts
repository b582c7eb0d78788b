import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { fileDigest, type Release, readRelease, releaseFile } from '../../build/release.ts';
import { az } from './az.ts';

/**
 * The released packages of a landscape: immutable blobs named `conveyor-<role>-<version>.zip`, and the list of each release,
 * `release-<version>.json`.
 */
export class PackageStore {
  readonly #address: string;
  readonly #container: Record<string, string>;

  /** @param address of the Blob container */
  constructor(address: string) {
    const { hostname, pathname } = new URL(address);
    this.#address = address;
    this.#container = {
      'account-name': hostname.split('.')[0] ?? '',
      'container-name': pathname.slice(1),
      'auth-mode': 'login',
    };
  }

  /** The address of a package, for WEBSITE_RUN_FROM_PACKAGE. */
  addressOf(role: string, version: string): string {
    return `${this.#address}/${packageName(role, version)}`;
  }

  /**
   * Uploads the packages of a release that are not there yet, and then its list.
   * @throws Error if a file does not have its recorded SHA-256, or the version was released with other bytes
   */
  async publish(release: Release, folder: string): Promise<void> {
    for (const { role, file, sha256 } of release.packages.filter((each) => each.role !== 'all')) {
      const path = join(folder, file);
      const found = await fileDigest(path);
      if (found !== sha256)
        throw new Error(`${path} has the SHA-256 ${found}; the list of the release says ${sha256}.`);
      await this.#upload(packageName(role, release.version), path, sha256);
    }
    const list = join(folder, releaseFile);
    await this.#upload(listName(release.version), list, await fileDigest(list));
  }

  /** The list of a former release. @throws Error if the version was not released */
  async read(version: string): Promise<Release> {
    const folder = await mkdtemp(join(tmpdir(), 'conveyor-release-'));
    try {
      const file = join(folder, releaseFile);
      await az('storage blob download', { ...this.#container, name: listName(version), file });
      return await readRelease(folder);
    } finally {
      await rm(folder, { recursive: true });
    }
  }

  async #upload(name: string, file: string, sha256: string): Promise<void> {
    const blob = { ...this.#container, name };
    const { exists } = existsSchema.parse(await az('storage blob exists', blob));
    if (!exists) {
      await az('storage blob upload', { ...blob, file, metadata: `sha256=${sha256}`, overwrite: 'false' });
      return;
    }
    const stored = metadataSchema.parse(await az('storage blob metadata show', blob));
    if (stored.sha256 !== sha256)
      throw new Error(
        `${name} was released with other bytes. Released packages never change: raise the version.`,
      );
  }
}

const existsSchema = z.object({ exists: z.boolean() });
const metadataSchema = z.object({ sha256: z.string().optional() });
const packageName = (role: string, version: string) => `conveyor-${role}-${version}.zip`;
const listName = (version: string) => `release-${version}.json`;
