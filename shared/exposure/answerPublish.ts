import { isTransient, statusOf } from '../azure/status.ts';
import { ConveyorError } from '../errors.ts';
import { answerChaff } from './chaff.ts';
import { type PublishCredentials, publish } from './publish.ts';
import { errorAnswer, type PublishAnswer, PublishError, type publishCodes } from './publishAnswer.ts';
import type { PublishBody } from './publishBody.ts';
import { envelopeLength } from './recentAnswers.ts';
import type { ExposureServices } from './services.ts';

type Status = 200 | 503 | (typeof publishCodes)[keyof typeof publishCodes];

/** The HTTP response to a publish. */
export interface AnsweredPublish {
  status: Status;
  headers: Record<string, string>;
  body: PublishAnswer;
}

const version = { 'x-api-version': 'v1' };

/**
 * Answers a real publish or chaff. Failures are answered in the format of the publish API too. Never throws. The log entry
 * of a failure has the name of the error but not its message, because error messages of storage contain exposure keys.
 */
export async function answerPublish(
  body: PublishBody,
  credentials: PublishCredentials,
  services: ExposureServices,
): Promise<AnsweredPublish> {
  const { clock, random, recentAnswers } = services;
  const received = clock.now().getTime();
  try {
    if (body === 'chaff')
      return { status: 200, headers: version, body: await answerChaff(received, services) };
    if (body instanceof PublishError) throw body;
    const answer = await publish(body, credentials, services);
    const { insertedExposures = 0, padding } = answer;
    const bytes = Buffer.byteLength(JSON.stringify(answer));
    recentAnswers.add({
      received,
      milliseconds: clock.now().getTime() - received,
      insertedExposures,
      extraBytes: bytes - envelopeLength(insertedExposures) - padding.length,
    });
    return { status: 200, headers: version, body: answer };
  } catch (error) {
    if (error instanceof PublishError) {
      const challenge = error.code === 'unauthorized' ? { 'www-authenticate': 'Bearer' } : {};
      return {
        status: error.status,
        headers: { ...version, ...challenge, ...error.headers },
        body: errorAnswer(error, random),
      };
    }
    logFailure(error, services);
    const retryable =
      isTransient(error) || isDeadlineExceeded(error) || (error instanceof ConveyorError && error.retryable);
    const failure = new PublishError(
      'internal_error',
      retryable ? 'the service is unavailable, try again later' : 'internal error',
    );
    return {
      status: retryable ? 503 : 500,
      headers: retryable ? { ...version, 'retry-after': '5' } : version,
      body: errorAnswer(failure, random),
    };
  }
}

/** Whether the deadline of the publish aborted a call. */
function isDeadlineExceeded(error: unknown): boolean {
  return error instanceof Error && ['AbortError', 'TimeoutError'].includes(error.name);
}

function logFailure(error: unknown, { log }: Pick<ExposureServices, 'log'>): void {
  const { name = 'unknown', stack = '' } = error instanceof Error ? error : {};
  const frames = stack.split('\n').filter((line) => line.startsWith('    at '));
  log.error('A publish failed.', { reason: name, status: statusOf(error), frames: frames.slice(0, 8) });
}
