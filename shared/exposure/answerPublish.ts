import { isAway, statusOf } from '../azure/status.ts';
import { ConveyorError } from '../errors.ts';
import type { Services } from '../services.ts';
import { answerChaff } from './chaff.ts';
import { publish, type Shown } from './publish.ts';
import { errorAnswer, type PublishAnswer, PublishError, type publishCodes } from './publishAnswer.ts';
import type { PublishBody } from './publishBody.ts';

type Status = 200 | 503 | (typeof publishCodes)[keyof typeof publishCodes];

/** What is answered, and how. */
export interface AnsweredPublish {
  status: Status;
  headers: Record<string, string>;
  body: PublishAnswer;
}

const version = { 'x-api-version': 'v1' };

/**
 * Answers a publish, real or chaff, a failed one too: always in the words of the publish API. Never throws. A line that is
 * logged says what kind of failure it was and nothing of the request: messages of storage name keys.
 */
export async function answerPublish(
  body: PublishBody,
  shown: Shown,
  services: Services,
): Promise<AnsweredPublish> {
  const { clock, random, recentAnswers } = services;
  const began = clock.now().getTime();
  try {
    if (body === 'chaff') return { status: 200, headers: version, body: await answerChaff(began, services) };
    if (body instanceof PublishError) throw body;
    const answer = await publish(body, shown, services);
    recentAnswers.note({
      bytes: Buffer.byteLength(JSON.stringify(answer)),
      milliseconds: clock.now().getTime() - began,
      insertedExposures: answer.insertedExposures ?? 0,
    });
    return { status: 200, headers: version, body: answer };
  } catch (error) {
    if (error instanceof PublishError) {
      const challenge = error.code === 'unauthorized' ? { 'www-authenticate': 'Bearer' } : {};
      return {
        status: error.status,
        headers: { ...version, ...challenge },
        body: errorAnswer(error, random),
      };
    }
    tell(error, services);
    const again = isAway(error) || isGivenUp(error) || (error instanceof ConveyorError && error.retryable);
    const failure = new PublishError(
      'internal_error',
      again ? 'the service is away, try again later' : 'something went wrong',
    );
    return {
      status: again ? 503 : 500,
      headers: again ? { ...version, 'retry-after': '5' } : version,
      body: errorAnswer(failure, random),
    };
  }
}

/** The deadline of the publish passed while something was under way. */
function isGivenUp(error: unknown): boolean {
  return error instanceof Error && ['AbortError', 'TimeoutError'].includes(error.name);
}

function tell(error: unknown, { log }: Services): void {
  const { name = 'unknown', stack = '' } = error instanceof Error ? error : {};
  const frames = stack.split('\n').filter((line) => line.startsWith('    at '));
  log.error('A publish failed.', { reason: name, status: statusOf(error), frames: frames.slice(0, 8) });
}
