import type { ContainerDeclaration } from '../../azure/cosmos.ts';
import type { SigningKey } from '../region.ts';
import type { Window } from '../window.ts';

/** A signing key with a fixed version. */
export type FrozenSigningKey = Pick<
  SigningKey,
  'verificationKeyId' | 'verificationKeyVersion' | 'source' | 'name'
> & { version: string };

/** A set of signatures of the files of a window. */
export interface Signing {
  /** Starts at 1. It is part of the file names. */
  revision: number;
  /** Newest first, at most 10. */
  keys: FrozenSigningKey[];
  /** When all of its files existed (ISO 8601). */
  exportedAt?: string;
  /** When its files were removed from the indexes because a later signing replaced them. */
  delistedAt?: string;
}

/** The range of ids of one file: `from` inclusive, `to` exclusive. */
export interface Range {
  /** 32 hexadecimal digits, or '' for no lower bound. */
  from: string;
  to?: string;
}

/**
 * The plan of a window's export, or a run of consecutive windows without keys (emptyRun.ts). It is frozen before the first file is written. `export.bin` depends only on the manifest and the
 * keys of the window.
 */
export interface ExportManifest extends Window {
  /** The start of the window in 12 digits, so that ids sort by time. */
  id: string;
  organisationId: string;
  /** The partition key. */
  region: string;
  frozenAt: string;
  /** Whether it is an export of a region for trials, which no index names. */
  trial?: true;
  /** Number of keys of the window, revised ones included. */
  keys: number;
  /** Number of synthetic keys. */
  padding: number;
  /** Seed of the synthetic keys, 32 bytes, base64. */
  seed: string;
  /** One range per file; empty for windows without keys. */
  files: Range[];
  /** The last one is current. */
  signings: Signing[];
  /** When its files were removed from the indexes. */
  delistedAt?: string;
}

export const manifestId = (start: number): string => String(start).padStart(12, '0');

/** Retention time of exports, in seconds. */
export const retentionSeconds = 14 * 86_400;

/** The latest signing whose files exist, if any. */
export const exportedSigning = ({ signings }: Pick<ExportManifest, 'signings'>): Signing | undefined =>
  signings.findLast(({ exportedAt }) => exportedAt !== undefined);

/** The current signing: its files exist or are to be created. */
export function currentSigning({ id, signings }: Pick<ExportManifest, 'id' | 'signings'>): Signing {
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
