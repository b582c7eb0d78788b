import type { ContainerDeclaration } from '../azure/cosmos.ts';

/** The diagnosis that a health authority reports. */
export type ReportType = 'confirmed' | 'likely' | 'user-report' | 'negative';

/** The values that a publish or a revision sets for a key. */
export interface KeyClaim {
  reportType: ReportType;
  /** 0 to 8. */
  transmissionRisk: number;
  /** −14 to 14. */
  daysSinceOnset?: number;
}

/**
 * A temporary exposure key as stored in Cosmos DB. For privacy it has no data about the sender, no link to the other keys
 * of the same publish, and no time of receipt: only window numbers.
 */
export interface ExposureKey extends KeyClaim {
  /** The 16 bytes in lower-case hexadecimal, which sorts like the bytes. Also the partition key. */
  id: string;
  organisationId: string;
  /** The regions of the health authority that published it first. */
  regions: string[];
  /** 10-minute intervals since the epoch. */
  rollingStart: number;
  /** 10-minute intervals, 1 to 144. */
  rollingPeriod: number;
  /** The window in which it is exported to `regions`: its start, Unix seconds. */
  window: number;
  /** Regions of health authorities that published it later, each with the window in which it is exported there. */
  added?: { region: string; window: number }[];
  /** The last of the windows of `added`. */
  addedUntil?: number;
  /** The values set by a later publish with a revision token, and the window in which they are exported. */
  revised?: KeyClaim & { window: number };
}

/** The latest values of a key. */
export const currentClaim = (key: Pick<ExposureKey, 'revised' | keyof KeyClaim>): KeyClaim =>
  key.revised ?? key;

const days = 86_400;

export const exposureKeysContainer: ContainerDeclaration = {
  name: 'exposureKeys',
  partitionKey: ['/id'],
  indexed: ['/id/?', '/window/?', '/revised/window/?', '/added/[]/region/?', '/added/[]/window/?'],
  composite: [
    [
      { path: '/window', order: 'ascending' },
      { path: '/id', order: 'ascending' },
    ],
    [
      { path: '/revised/window', order: 'ascending' },
      { path: '/id', order: 'ascending' },
    ],
  ],
  timeToLive: 30 * days,
  untraced: true,
};
