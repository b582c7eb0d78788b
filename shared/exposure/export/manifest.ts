import type { ContainerDeclaration } from '../../azure/cosmos.ts';
import type { SigningKey } from '../region.ts';
import type { Window } from '../window.ts';

/** A signing key at the version at which it was frozen. */
export type FrozenSigningKey = Pick<
  SigningKey,
  'verificationKeyId' | 'verificationKeyVersion' | 'source' | 'name'
> & { version: string };

/** One time that the files of a window were signed. */
export interface Signing {
  /** From 1; a later one gives the files other names. */
  revision: number;
  /** The newest first, at most 10. */
  keys: FrozenSigningKey[];
  /** Since when all of its files are there (ISO 8601). */
  exportedAt?: string;
  /** Since when no index names the files that it made, for a later one did so. */
  delistedAt?: string;
}

/** The keys of one file: those whose id is `from` or follows it, up to and without `to`. */
export interface Range {
  /** 32 hexadecimal digits, or '' for the first. */
  from: string;
  to?: string;
}

/**
 * What an export of a window was decided to be, before its first byte was written. `export.bin` follows from the keys of
 * the window and from this alone.
 */
export interface ExportManifest extends Window {
  /** The start of the window, 12 digits, so that the order of ids is that of time. */
  id: string;
  organisationId: string;
  /** The partition. */
  region: string;
  frozenAt: string;
  /** How many keys the window had, revised ones included. */
  keys: number;
  /** How many synthetic keys there are beside the new ones, and what they are made from (base64). */
  padding: number;
  seed: string;
  /** One a file; none for a window without keys. */
  files: Range[];
  /** The last one is what is wanted now. */
  signings: Signing[];
  /** Since when no index names its files. */
  delistedAt?: string;
}

export const manifestId = (start: number): string => String(start).padStart(12, '0');

/** How long exports are kept, in seconds. */
export const retentionSeconds = 14 * 86_400;

/** The signing whose files are there, if any. */
export const exportedSigning = ({ signings }: Pick<ExportManifest, 'signings'>): Signing | undefined =>
  signings.findLast(({ exportedAt }) => exportedAt !== undefined);

/** The signing that is wanted. */
export function wantedSigning({ id, signings }: Pick<ExportManifest, 'id' | 'signings'>): Signing {
  const last = signings.at(-1);
  if (!last) throw new Error(`The manifest ${id} has no signing.`);
  return last;
}

const days = 86_400;

export const exportManifestsContainer: ContainerDeclaration = {
  name: 'exportManifests',
  partitionKey: ['/region'],
  indexed: ['/id/?', '/region/?', '/end/?'],
  timeToLive: 30 * days,
};
