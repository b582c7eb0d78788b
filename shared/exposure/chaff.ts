import type { Random } from '../random.ts';
import { defaultOrganisation } from '../tenancy/organisation.ts';
import { type PublishAnswer, padding } from './publishAnswer.ts';
import { sealRevisionToken } from './revisionToken.ts';
import type { ExposureServices } from './services.ts';

/**
 * Answers a chaff request, which hides real publishes from an observer of the network. The response has the duration and
 * members of a randomly drawn recent response, and padding drawn like that of a real one. Its revision token is empty.
 * Storage is neither read nor written.
 * @param received ms since the epoch
 */
export async function answerChaff(received: number, services: ExposureServices): Promise<PublishAnswer> {
  const { recentAnswers, random, clock, sleep } = services;
  const { insertedExposures, extraBytes, milliseconds } = recentAnswers.draw(random, received);
  const answer: PublishAnswer = {
    revisionToken: (await sealRevisionToken([], defaultOrganisation, services)).toString('base64'),
    ...(insertedExposures > 0 && { insertedExposures }),
    padding: randomText(extraBytes, random) + padding(random),
  };
  const remaining = milliseconds - (clock.now().getTime() - received);
  if (remaining > 0) await sleep(remaining);
  return answer;
}

/** @param length number of base64 characters */
function randomText(length: number, random: Random): string {
  return random
    .bytes(Math.ceil(length / 4) * 3)
    .toString('base64')
    .slice(0, length);
}
