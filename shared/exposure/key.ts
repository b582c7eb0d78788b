import type { ContainerDeclaration } from '../azure/cosmos.ts';

/** What a health authority says of the person behind a key. */
export type ReportType = 'confirmed' | 'likely' | 'user-report' | 'negative';

/** What a publish or a revision claims of a key. */
export interface KeyClaim {
  reportType: ReportType;
  /** 0 to 8. */
  transmissionRisk: number;
  /** −14 to 14. */
  daysSinceOnset?: number;
}

/**
 * A temporary exposure key as it stands in Cosmos. It holds nothing that tells who sent it or which keys came together;
 * the only times in it are numbers of windows.
 */
export interface ExposureKey extends KeyClaim {
  /** The 16 bytes in lower-case hexadecimal, whose order is the order of the bytes; the partition too. */
  id: string;
  organisationId: string;
  regions: string[];
  /** 10-minute intervals since the epoch. */
  rollingStart: number;
  /** 10-minute intervals, 1 to 144. */
  rollingPeriod: number;
  /** The window in which it is exported: the start of it, Unix seconds. */
  window: number;
  /** What a later publish with its revision token made of it, and the window in which that is exported. */
  revised?: KeyClaim & { window: number };
}

const days = 86_400;

export const exposureKeysContainer: ContainerDeclaration = {
  name: 'exposureKeys',
  partitionKey: ['/id'],
  indexed: ['/id/?', '/window/?', '/revised/window/?'],
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
