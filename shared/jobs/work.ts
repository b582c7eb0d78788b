import type { Stored } from '../azure/cosmos.ts';
import type { Configuration } from '../configuration.ts';
import type { Converter } from '../conversion/converter.ts';
import { ConveyorError } from '../errors.ts';
import { harmlessFileName } from '../http/fileName.ts';
import type { Services } from '../services.ts';
import { blobContainerOf } from '../tenancy/organisation.ts';
import { clearAttempt } from './clearAttempt.ts';
import { attemptFolder } from './files.ts';
import { forgetSteps } from './forgetSteps.ts';
import { readInputs } from './inputs.ts';
import { giveBack, letGo, take } from './lease.ts';
import type { JobMessage } from './message.ts';
import { postpone } from './postpone.ts';
import { putResults } from './putResults.ts';
import type { JobError, JobRecord } from './record.ts';
import { become } from './states.ts';
import { tellEnd } from './tellEnd.ts';
import { uniqueNames } from './uniqueNames.ts';
import { JobTakenAway, watch } from './watch.ts';

/**
 * Does the job that a message names. Redelivery is normal: a job that has ended or that another worker holds is
 * only acknowledged. What lies in the document ends the job as `failed`; everything else is thrown, so that the
 * message comes again.
 */
export async function work(message: JobMessage, converter: Converter, services: Services): Promise<void> {
  const taken = await take({ id: message.jobId, ...message }, services);
  if ('because' in taken) {
    const { because, record } = taken;
    // Whoever ended it may have died before it could.
    if (because === 'ended') await forgetSteps(record, services);
    services.log.debug('A message was only acknowledged.', { job: record.id, because });
    return;
  }
  const takenAway = new AbortController();
  const done = new AbortController();
  const watching = watch(taken, takenAway, done.signal, services);
  const [converted] = await Promise.allSettled([
    convert(taken.record, converter, takenAway.signal, services),
  ]);
  done.abort();
  const held = await watching;
  try {
    if (converted.status === 'fulfilled') await finish(held, converted.value, services);
    else if (services.draining.aborted || !isAway(converted.reason)) throw converted.reason;
    else if (!(await postpone(held, converted.reason, services)))
      await finish(held, failed(converted.reason), services);
  } catch (error) {
    if (error instanceof JobTakenAway) {
      await clearAttempt(held.record, services);
      services.log.info('A job was stopped: it is not this worker’s any more.', { job: held.record.id });
      return;
    }
    await handBack(held, services);
    throw error;
  }
}

/** Gives a job back; if it is not this worker's any more, what this attempt left is deleted. */
async function handBack(held: Stored<JobRecord>, services: Services): Promise<void> {
  const reason = services.draining.aborted ? 'drained' : 'failed';
  try {
    if (!(await giveBack(held, reason, services))) await clearAttempt(held.record, services);
  } catch (error) {
    // Its lease runs out, and the reconciliation finds it.
    services.log.error('A job could not be given back.', { job: held.record.id, error });
  }
}

/**
 * Whether what a job needs is away: an address that the caller named, or every engine, or one that is free. Tried again at
 * once it would be away still, and a worker that can start no engine would use up the attempts of all jobs in a moment.
 */
function isAway(error: unknown): error is ConveyorError {
  return error instanceof ConveyorError && ['fetch_failed', 'unavailable'].includes(error.code);
}

type Outcome =
  | (Pick<Required<JobRecord>, 'usage' | 'results' | 'inputs'> &
      Pick<JobRecord, 'archive'> & { status: 'succeeded' })
  | (Pick<Required<JobRecord>, 'error'> & { status: 'failed' });

/**
 * How long an attempt may take, in seconds: its conversion as long as JOB_SECONDS, which the converter sees to, and before
 * that its inputs, and the wait for an engine that other jobs of this worker have.
 */
const longestAttempt = ({ jobSeconds }: Configuration): number => 2 * jobSeconds;

/**
 * Converts, and puts the results of this attempt in Blob Storage; the record is not touched.
 * @throws ConveyorError `unavailable` where the attempt took too long; what else does not lie in the document
 */
async function convert(
  job: JobRecord,
  converter: Converter,
  takenAway: AbortSignal,
  services: Services,
): Promise<Outcome> {
  // The converter itself limits what a document takes: what this ends has waited, for an engine or for storage.
  const limit = AbortSignal.timeout(longestAttempt(services.config) * 1000);
  const signal = AbortSignal.any([services.draining, takenAway, limit]);
  try {
    signal.throwIfAborted();
    const { files, inputs, steps } = await readInputs(job, signal, services);
    signal.throwIfAborted();
    const { files: made, usage } = await converter.convert({ files, steps, signal });
    const results = uniqueNames(made.map((file) => ({ ...file, name: harmlessFileName(file.name) })));
    return { status: 'succeeded', usage, inputs, ...(await putResults(job, results, signal, services)) };
  } catch (error) {
    // Whoever was stopped by it says so in words of its own.
    takenAway.throwIfAborted();
    if (error instanceof ConveyorError && !error.retryable) return failed(error);
    if (limit.aborted && !isAway(error))
      throw new ConveyorError('unavailable', { detail: waitedTooLong, cause: error });
    throw error;
  }
}

const waitedTooLong = 'No engine was free in time, or storage did not answer: try again later.';

function failed({ code, detail, retryable }: ConveyorError): Outcome {
  return { status: 'failed', error: { code, detail, retryable } satisfies JobError };
}

/** Writes the end of a job in one write. If it is not this worker's any more, what this attempt left is deleted. */
async function finish(held: Stored<JobRecord>, outcome: Outcome, services: Services): Promise<void> {
  const { blobs, clock, log } = services;
  const { record } = held;
  const changes = { ...outcome, endedAt: clock.now().toISOString() };
  const container = blobContainerOf(record.organisationId);
  const written =
    (await letGo(held, (job) => become(job, outcome.status, changes), services)) ??
    (await clearAttempt(record, services));
  if (written) {
    await tellEnd(written, services);
    // What earlier attempts left goes now where there were any; what is missed here, the sweep takes.
    for (let attempt = 1; attempt < record.attempt; attempt++)
      await blobs.deleteAll(container, attemptFolder(record.id, attempt));
    log.info('A job ended.', { job: record.id, status: outcome.status, attempt: record.attempt });
    return;
  }
  log.info('A result was thrown away: the job is not this worker’s any more.', { job: record.id });
}
