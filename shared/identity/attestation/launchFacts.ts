import { z } from 'zod';
import { ConveyorError } from '../../errors.ts';
import type { AppAttestApp, Distribution } from './apps.ts';
import { compareVersions } from './compareVersions.ts';
import { bytes } from './decodeCbor.ts';

/** What the system states about the app in the extensions of the authenticator data, from iOS 27 on. */
export interface LaunchFacts {
  /** How the app was distributed; `invalid` for a category that no app has. */
  distribution: Distribution | 'invalid' | undefined;
  bundleVersion: string | undefined;
}

/** What is allowed without a setting. Code that Apple ships with its systems is as genuine as an app of its store. */
const usual: Readonly<Record<AppAttestApp['environment'], readonly Distribution[]>> = {
  production: ['app-store', 'platform'],
  development: ['development', 'platform'],
};

/** Launch validation categories of Apple's systems. 0 is invalid; 7 to 9 are for code of the system. */
const distributions: ReadonlyMap<number, Distribution> = new Map([
  [1, 'platform'],
  [2, 'testflight'],
  [3, 'development'],
  [4, 'app-store'],
  [5, 'enterprise'],
  [6, 'developer-id'],
  [10, 'none'],
]);

/** Apple writes the category as a little-endian UInt32 in a byte string. */
const extensions = z
  .instanceof(Map)
  .refine((map) => [...map.keys()].every((key) => typeof key === 'string'))
  .transform((map) => Object.fromEntries(map) as unknown)
  .pipe(
    z.object({
      apple_validation_category_01: bytes(4)
        .refine(({ length }) => length === 4)
        .optional(),
      apple_bundle_version_01: z.string().max(64).optional(),
    }),
  );

/**
 * Reads the extensions of authenticator data. Unknown ones are ignored.
 * @throws ConveyorError `attestation_invalid`
 */
export function launchFacts(decoded: unknown): LaunchFacts {
  const { data } = extensions.safeParse(decoded);
  if (!data)
    throw new ConveyorError('attestation_invalid', {
      detail: 'The extensions of the authenticator data are malformed.',
    });
  const category = data.apple_validation_category_01;
  return {
    distribution: category && (distributions.get(Buffer.from(category).readUInt32LE()) ?? 'invalid'),
    bundleVersion: data.apple_bundle_version_01,
  };
}

/**
 * Checks that the app was distributed and has the version that its configuration allows.
 * @param facts absent or incomplete for a system before iOS 27: what is not stated cannot be checked
 * @throws ConveyorError `attestation_verdict`
 */
export function assertLaunch(facts: LaunchFacts | undefined, app: AppAttestApp): void {
  const { distribution, bundleVersion } = facts ?? {};
  const allowed: readonly string[] = app.distributions ?? usual[app.environment];
  if (distribution !== undefined && !allowed.includes(distribution))
    throw new ConveyorError('attestation_verdict', {
      detail: 'The app was distributed in another way than the configured ones.',
    });
  if (bundleVersion !== undefined && compareVersions(bundleVersion, app.minimumBundleVersion ?? '0') < 0)
    throw new ConveyorError('attestation_verdict', {
      detail: 'The bundle version of the app is below the required minimum.',
    });
}
