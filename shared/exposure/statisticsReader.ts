import { authenticateOperator } from '../identity/authenticateOperator.ts';
import { bearerToken } from '../identity/bearer.ts';
import { unauthorized } from '../identity/unauthorized.ts';
import { verifyToken } from './certificate.ts';
import { PublishError } from './publishAnswer.ts';
import type { ExposureServices } from './services.ts';

/**
 * Authorises a reader of a health authority's statistics: an operator (operator key), or the health authority (a JWT signed
 * with one of its keys). The audience of that JWT is `<audience>/statistics`, so that a certificate held by a phone is not
 * accepted.
 * @throws ConveyorError `unauthorized`, also if the authority does not exist.
 */
export async function checkStatisticsReader(
  healthAuthorityId: string,
  authorization: string | undefined,
  services: ExposureServices,
): Promise<void> {
  const token = bearerToken(authorization);
  if (token === undefined) throw unauthorized(authorization, 'healthAuthority');
  if (token.split('.').length !== 3) {
    await authenticateOperator(authorization, services);
    return;
  }
  const authority = await services.healthAuthorityCache.read(healthAuthorityId);
  if (!authority) throw unauthorized(authorization, 'healthAuthority');
  try {
    await verifyToken(token, authority, services.clock.now(), `${authority.audience}/statistics`);
  } catch (error) {
    if (error instanceof PublishError) throw unauthorized(authorization, 'healthAuthority');
    throw error;
  }
}
