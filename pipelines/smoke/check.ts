/** What is tested. */
export interface SmokeTarget {
  /** Of the public API: an app or a slot with the role `api` or `all`. */
  url: string;
  /** Of the operator API: an app or a slot with the role `admin` or `all`. */
  adminUrl: string;
  /** Without it, the checks of exports are skipped. */
  operatorKey?: string | undefined;
  /** The bearer token of a caller. Default: a new API token, or a new device without an operator key. The test deletes it. */
  token?: string | undefined;
  /** Registers the device if REGISTRATION=token. */
  registrationToken?: string | undefined;
  /** PEM of the public key of the exports. Without it, their signatures are not verified. */
  exportKey?: string | undefined;
  /** The name of the signing key in Key Vault. */
  signingKey: string;
  /** The slowest accepted median of a response, in seconds. */
  slowestSeconds: number;
  /** Within which the app must be ready, a job end, and an export exist, in seconds. */
  patienceSeconds: number;
}

/** A check of the smoke test. Its name states what is true if it passes. */
export interface SmokeCheck {
  name: string;
  /** @returns a detail for the output @throws Error with one sentence if it fails */
  run: (target: SmokeTarget) => Promise<string | undefined>;
  /** Why the check is skipped. */
  skipped?: (target: SmokeTarget) => string | undefined;
}

/** The result of a check. */
export interface SmokeResult {
  name: string;
  outcome: 'passed' | 'failed' | 'skipped';
  detail?: string | undefined;
  seconds: number;
}
