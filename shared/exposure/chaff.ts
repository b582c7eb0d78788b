import type { Random } from '../random.ts';
import type { Services } from '../services.ts';
import { defaultOrganisation } from '../tenancy/organisation.ts';
import type { PublishAnswer } from './publishAnswer.ts';
import { envelopeLength } from './recentAnswers.ts';
import { sealRevisionToken } from './revisionToken.ts';

/**
 * Answers a request that is only there to hide the real ones: after the time and with the size of one of the latest real
 * answers, and with the same members. Its revision token names no key. Nothing is looked up or written.
 * @param began When it was received, ms since the epoch
 */
export async function answerChaff(began: number, services: Services): Promise<PublishAnswer> {
  const { recentAnswers, random, clock, sleep } = services;
  const { insertedExposures, bytes, milliseconds } = recentAnswers.draw(random);
  const answer: PublishAnswer = {
    revisionToken: (await sealRevisionToken([], defaultOrganisation, services)).toString('base64'),
    ...(insertedExposures > 0 && { insertedExposures }),
    padding: randomText(Math.max(bytes - envelopeLength(insertedExposures), 0), random),
  };
  const left = milliseconds - (clock.now().getTime() - began);
  if (left > 0) await sleep(left);
  return answer;
}

/** So many characters of base64. */
function randomText(length: number, random: Random): string {
  return random
    .bytes(Math.ceil(length / 4) * 3)
    .toString('base64')
    .slice(0, length);
}
