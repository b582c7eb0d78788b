import type { Configuration } from '../../configuration.ts';
import { ConveyorError } from '../../errors.ts';

export const tokenPath = '/oauth2/token';
export const keysPath = '/oauth2/jwks';

/** The issuer and audience of access tokens. @throws ConveyorError `misconfigured` */
export function issuerOf({ publicUrl }: Pick<Configuration, 'publicUrl'>): string {
  if (publicUrl !== undefined) return publicUrl;
  throw new ConveyorError('misconfigured', {
    detail: 'The service is misconfigured: PUBLIC_URL is not set.',
  });
}
