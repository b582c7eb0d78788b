import type { Stored } from '../../azure/cosmos.ts';
import { isStorageFull } from '../../azure/status.ts';
import type { Configuration } from '../../configuration.ts';
import type { Converter } from '../../conversion/converter.ts';
import { nameFiles } from '../../conversion/fileNames.ts';
import type { ConversionWarning } from '../../conversion/warnings.ts';
import { ConveyorError } from '../../errors.ts';
import { sanitiseFileName } from '../../http/sanitiseFileName.ts';
import { blobContainerOf } from '../../tenancy/organisation.ts';
import { giveBack } from '../fairness/release.ts';
import { attemptFolder } from '../files.ts';
import type { JobMessage } from '../message.ts';
import { onJobEnd } from '../onJobEnd.ts';
import type { JobError, JobRecord } from '../record.ts';
import type { JobServices } from '../services.ts';
import { resultBytesOf } from '../storedBytes.ts';
import { transition } from '../transition.ts';
import { deleteSecrets } from '../upkeep/deleteSecrets.ts';
import { clearAttempt } from './clearAttempt.ts';
import { holdInactive } from './holdInactive.ts';
import { readInputs } from './inputs.ts';
import { acquireLease, releaseLease, requeue } from './lease.ts';
import { postpone } from './postpone.ts';
import { holdPostponed, retakePlace } from './postponedPlace.ts';
import { putResults } from './putResults.ts';
import { uniqueNames } from './uniqueNames.ts';
import { LeaseLost, watch } from './watch.ts';

/**
 * Runs the job of a message. Redelivery is normal: the message of a job that has ended, that another worker holds
 * or that is held back is only acknowledged. A fault in the document ends the job as `failed`; any other error is thrown, so that the message is
 * redelivered.
 */
export async function work(message: JobMessage, converter: Converter, services: JobServices): Promise<void> {
  if (await holdInactive(message, services)) return;
  const taken = await acquireLease({ id: message.jobId, ...message }, services);
  if ('refused' in taken) {
    const { refused, record } = taken;
    // The process that ended the job may have died before it did the rest.
    if (refused === 'ended')
      await Promise.all([deleteSecrets(record, services), giveBack(record, { wasHeld: false }, services)]);
    services.log.debug('The message of an ended, leased or held job was acknowledged.', {
      job: record.id,
      reason: refused,
    });
    return;
  }
  if (taken.record.placeless && !(await retakePlace(taken.record, services)))
    return holdPostponed(taken, services);
  const leaseLost = new AbortController();
  const done = new AbortController();
  const watching = watch(taken, leaseLost, done.signal, services);
  const [converted] = await Promise.allSettled([
    convert(taken.record, converter, leaseLost.signal, services),
  ]);
  done.abort();
  const held = await watching;
  try {
    if (converted.status === 'fulfilled') await finish(held, converted.value, services);
    else if (services.draining.aborted || !isUnavailable(converted.reason)) throw converted.reason;
    else if (!(await postpone(held, converted.reason, services)))
      await finish(held, failed(converted.reason), services);
  } catch (error) {
    if (error instanceof LeaseLost) {
      await clearAttempt(held.record, services);
      services.log.info('A job was stopped: this worker no longer holds it.', { job: held.record.id });
      return;
    }
    await requeueOrClear(held, services);
    throw error;
  }
}

/** Requeues a job; deletes the blobs of this attempt if this worker no longer holds it. */
async function requeueOrClear(held: Stored<JobRecord>, services: JobServices): Promise<void> {
  const reason = services.draining.aborted ? 'drained' : 'failed';
  try {
    if (!(await requeue(held, reason, services))) await clearAttempt(held.record, services);
  } catch (error) {
    // The lease expires, and the reconciliation enqueues the job.
    services.log.error('A job could not be requeued.', { job: held.record.id, error });
  }
}

/**
 * Whether something that the job needs is unavailable: a URL of the caller, an engine, or space on a disk. An immediate retry
 * would fail as well, and a worker that cannot start an engine would use up the attempts of all jobs within seconds.
 */
function isUnavailable(error: unknown): error is ConveyorError {
  return (
    error instanceof ConveyorError && ['fetch_failed', 'unavailable', 'storage_full'].includes(error.code)
  );
}

type Outcome =
  | (Pick<Required<JobRecord>, 'usage' | 'results' | 'inputs'> &
      Pick<JobRecord, 'archive' | 'warnings'> & { status: 'succeeded' })
  | (Pick<Required<JobRecord>, 'error'> & Pick<JobRecord, 'warnings'> & { status: 'failed' });

/**
 * Time limit of an attempt, in seconds: JOB_SECONDS for the conversion, which the converter enforces, and the same for
 * reading inputs and waiting for an engine that is busy with other jobs.
 */
const attemptSeconds = ({ jobSeconds }: Configuration): number => 2 * jobSeconds;

/**
 * Converts and writes the results of this attempt to Blob Storage; does not change the record.
 * @throws ConveyorError `unavailable` if the attempt took too long, and every error that is not a fault in the document
 */
async function convert(
  job: JobRecord,
  converter: Converter,
  leaseLost: AbortSignal,
  services: JobServices,
): Promise<Outcome> {
  // The converter limits the conversion itself; this limit ends an attempt that waits for an engine or for storage.
  const limit = AbortSignal.timeout(attemptSeconds(services.config) * 1000);
  const signal = AbortSignal.any([services.draining, leaseLost, limit]);
  try {
    signal.throwIfAborted();
    const { files, inputs, steps } = await readInputs(job, signal, services);
    signal.throwIfAborted();
    const { files: converted, usage, warnings } = await converter.convert({ files, steps, signal });
    const refusal = refusalOf(warnings, job);
    if (refusal) return { ...failed(refusal), warnings };
    const named = job.fileName === undefined ? converted : nameFiles(converted, job.fileName);
    const results = uniqueNames(named.map((file) => ({ ...file, name: sanitiseFileName(file.name) })));
    return {
      status: 'succeeded',
      usage,
      inputs,
      ...(warnings.length > 0 && { warnings }),
      ...(await putResults(job, results, signal, services)),
    };
  } catch (error) {
    // After an abort, dependencies throw their own errors; report the lost lease instead.
    leaseLost.throwIfAborted();
    if (error instanceof ConveyorError && !error.retryable) return failed(error);
    const full = storageFull(error);
    if (full) {
      services.storageSpace.reportFull();
      throw full;
    }
    if (limit.aborted && !isUnavailable(error))
      throw new ConveyorError('unavailable', { detail: waitedTooLongDetail, cause: error });
    throw error;
  }
}

/** The error if the storage of the app, or the disk of its engines, is full. */
function storageFull(error: unknown): ConveyorError | undefined {
  if (error instanceof ConveyorError && error.code === 'storage_full') return error;
  return isStorageFull(error) ? new ConveyorError('storage_full', { cause: error }) : undefined;
}

const waitedTooLongDetail = 'No engine was free in time, or storage did not answer. Try again later.';

/** The error of a job whose warnings include a code in its `failOnWarnings`. */
function refusalOf(warnings: ConversionWarning[], { failOnWarnings = [] }: JobRecord) {
  const found = warnings.filter(({ code }) => failOnWarnings.includes(code));
  if (found.length === 0) return undefined;
  const named = found.slice(0, warningsInDetail).map(({ code, detail }) => `${detail} (\`${code}\`)`);
  const more = found.length - named.length;
  return new ConveyorError('warnings_found', {
    detail: `The conversion has warnings with codes in \`failOnWarnings\`: ${named.join(' ')}${more > 0 ? ` And ${more} more.` : ''}`,
  });
}

/** Warnings that the sentence of an error names. The job lists them all. */
const warningsInDetail = 3;

function failed({ code, detail, retryable }: ConveyorError): Outcome {
  return { status: 'failed', error: { code, detail, retryable } satisfies JobError };
}

/** Writes the end of a job in one write; deletes the blobs of this attempt if this worker no longer holds it. */
async function finish(held: Stored<JobRecord>, outcome: Outcome, services: JobServices): Promise<void> {
  const { blobs, clock, log } = services;
  const { record } = held;
  const endedAt = clock.now().toISOString();
  const added = outcome.status === 'succeeded' ? resultBytesOf(outcome) : 0;
  const changes = { ...outcome, endedAt, storedBytes: (record.storedBytes ?? 0) + added };
  const container = blobContainerOf(record.organisationId);
  const written =
    (await releaseLease(held, (job) => transition(job, outcome.status, changes), services)) ??
    (await clearAttempt(record, services));
  if (written) {
    await onJobEnd(written, services);
    // Blobs of earlier attempts; the sweep deletes what remains if the process dies here.
    for (let attempt = 1; attempt < record.attempt; attempt++)
      await blobs.deleteAll(container, attemptFolder(record.id, attempt));
    log.info('A job ended.', { job: record.id, status: outcome.status, attempt: record.attempt });
    return;
  }
  log.info('A result was discarded: this worker no longer holds the job.', { job: record.id });
}
