import type { IdentityServices } from '../services.ts';

/** The services that verifiers use. */
export type VerifierServices = Pick<
  IdentityServices,
  'config' | 'clock' | 'random' | 'vault' | 'log' | 'outbound'
>;
