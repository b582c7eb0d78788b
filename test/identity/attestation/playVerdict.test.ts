import { describe, expect, test } from 'vitest';
import { verdict } from '../../../local/attestation/playStore.ts';
import { ConveyorError } from '../../../shared/errors.ts';
import type { PlayIntegrityApp } from '../../../shared/identity/attestation/apps.ts';
import { checkVerdict, verdictSchema } from '../../../shared/identity/attestation/playVerdict.ts';

const now = new Date('2026-11-28T12:00:00Z');
const hash = Buffer.alloc(32, 7);
const ids = { appId: 'com.example.app', certificate: 'c'.repeat(43) };
const app: PlayIntegrityApp = {
  platform: 'play-integrity',
  appId: ids.appId,
  certificates: [ids.certificate],
  appVerdicts: ['PLAY_RECOGNIZED'],
  deviceVerdict: 'MEETS_DEVICE_INTEGRITY',
  minimumVersion: 0,
  licensed: false,
  decryptionKey: 'play-integrity-decryption',
  verificationKey: 'play-integrity-verification',
};

/** The code for a valid payload with further members. */
function resultOf(members: Record<string, object>, change: Partial<PlayIntegrityApp> = {}): string {
  const valid: Record<string, object> = verdict(ids, hash, now);
  const payload = {
    ...valid,
    ...members,
    deviceIntegrity: { ...valid.deviceIntegrity, ...members.deviceIntegrity },
  };
  const services = { clock: { now: () => now }, config: { attestationSeconds: 300 } as never };
  try {
    checkVerdict(verdictSchema.parse(payload), hash, { ...app, ...change }, services);
    return 'accepted';
  } catch (error) {
    if (error instanceof ConveyorError) return error.code;
    throw error;
  }
}
const refused = 'attestation_verdict';

test('a response for a tester is accepted only if the app allows testers', () => {
  expect(resultOf({ testingDetails: { isTestingResponse: true } })).toBe(refused);
  expect(resultOf({ testingDetails: { isTestingResponse: true } }, { testers: false })).toBe(refused);
  expect(resultOf({ testingDetails: { isTestingResponse: true } }, { testers: true })).toBe('accepted');
  expect(resultOf({ testingDetails: { isTestingResponse: false } })).toBe('accepted');
  expect(resultOf({ testingDetails: {} })).toBe('accepted');
});

describe.each<
  [string, Partial<PlayIntegrityApp>, good: Record<string, object>[], bad: Record<string, object>[]]
>([
  [
    'sdkVersion',
    { minimumSdk: 30 },
    [
      { deviceIntegrity: { deviceAttributes: { sdkVersion: 30 } } },
      { deviceIntegrity: { deviceAttributes: { sdkVersion: '34' } } },
    ],
    [
      { deviceIntegrity: { deviceAttributes: { sdkVersion: 29 } } },
      { deviceIntegrity: { deviceAttributes: {} } },
    ],
  ],
  [
    'recentDeviceActivity',
    { activityLevels: ['LEVEL_1', 'LEVEL_2'] },
    [{ deviceIntegrity: { recentDeviceActivity: { deviceActivityLevel: 'LEVEL_2' } } }],
    [
      { deviceIntegrity: { recentDeviceActivity: { deviceActivityLevel: 'LEVEL_4' } } },
      { deviceIntegrity: { recentDeviceActivity: { deviceActivityLevel: 'UNEVALUATED' } } },
    ],
  ],
  [
    'playProtectVerdict',
    { playProtect: ['NO_ISSUES', 'NO_DATA'] },
    [{ environmentDetails: { playProtectVerdict: 'NO_DATA' } }],
    [{ environmentDetails: { playProtectVerdict: 'HIGH_RISK' } }, { environmentDetails: {} }],
  ],
  [
    'appAccessRiskVerdict',
    { forbiddenAccessRisks: ['UNKNOWN_CAPTURING', 'UNKNOWN_CONTROLLING'] },
    [
      { environmentDetails: { appAccessRiskVerdict: { appsDetected: [] } } },
      {
        environmentDetails: {
          appAccessRiskVerdict: { appsDetected: ['KNOWN_INSTALLED', 'UNKNOWN_INSTALLED'] },
        },
      },
    ],
    [
      {
        environmentDetails: {
          appAccessRiskVerdict: { appsDetected: ['KNOWN_INSTALLED', 'UNKNOWN_CAPTURING'] },
        },
      },
      { environmentDetails: { appAccessRiskVerdict: {} } },
    ],
  ],
  [
    'deviceRecall',
    { forbiddenRecallBits: ['bitFirst', 'bitThird'] },
    [
      {
        deviceIntegrity: { deviceRecall: { values: { bitFirst: false, bitSecond: true, bitThird: false } } },
      },
      { deviceIntegrity: { deviceRecall: { values: {} } } },
    ],
    [
      { deviceIntegrity: { deviceRecall: { values: { bitThird: true } } } },
      { deviceIntegrity: { deviceRecall: {} } },
    ],
  ],
])('the rule for %s', (_, rule, good, bad) => {
  test('is off by default', () => {
    for (const members of [...good, ...bad]) expect(resultOf(members)).toBe('accepted');
  });

  test('accepts and refuses, and refuses a value that was not evaluated', () => {
    for (const members of good) expect(resultOf(members, rule)).toBe('accepted');
    for (const members of [...bad, {}]) expect(resultOf(members, rule)).toBe(refused);
  });
});
