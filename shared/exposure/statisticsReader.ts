import { ConveyorError } from '../errors.ts';
import { bearerToken } from '../identity/bearer.ts';
import type { Services } from '../services.ts';
import { verifyToken } from './certificate.ts';
import { PublishError } from './publishAnswer.ts';

/**
 * Lets those read the statistics of a health authority who may: operators, with their key, and the authority itself, with a
 * token that one of its keys signed: a JWT as its certificates, but for the audience `<audience>/statistics`, so that no
 * certificate that a phone holds opens them.
 * @throws ConveyorError `unauthorized`, whether there is such an authority or not.
 */
export async function checkStatisticsReader(
  healthAuthorityId: string,
  authorization: string | undefined,
  services: Services,
): Promise<void> {
  const token = bearerToken(authorization);
  if (token === undefined) throw new ConveyorError('unauthorized');
  if (token.split('.').length !== 3) {
    await services.authenticate.operator(authorization, services);
    return;
  }
  const authority = await services.healthAuthorityCache.read(healthAuthorityId);
  if (!authority) throw new ConveyorError('unauthorized');
  try {
    await verifyToken(token, authority, services.clock.now(), `${authority.audience}/statistics`);
  } catch (error) {
    if (error instanceof PublishError) throw new ConveyorError('unauthorized');
    throw error;
  }
}
