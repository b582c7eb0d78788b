import { describe, expect, onTestFinished, test } from 'vitest';
import type { NamedFile } from '../../shared/conversion/files.ts';
import { defaultConversionLimits } from '../../shared/conversion/limits.ts';
import { findOwn } from '../../shared/jobs/find.ts';
import { limitsOf } from '../../shared/jobs/submission/limits.ts';
import { submit } from '../../shared/jobs/submission/submit.ts';
import { work } from '../../shared/jobs/work/work.ts';
import { docx, paragraph, xlsx } from '../conversion/ooxml.ts';
import { converterThat, converts } from '../harness/converters.ts';
import { codeOf, messageOf, newDevice, page, toPdf } from '../harness/jobs.ts';
import { testServices } from '../harness/services.ts';
import { listen } from '../outbound/listener.ts';

const caller = newDevice();

/** The error codes of a file when it is sent with the submission, and when a worker fetches it. */
async function refusals(file: NamedFile, environment: Record<string, string>) {
  const services = await testServices({ OUTBOUND_ALLOW: '127.0.0.1', ...environment });
  const sent = await codeOf(submit({ caller, files: [file], steps: toPdf }, services).then(() => 'none'));
  const { port, close } = await listen((_, response) => response.end(file.bytes));
  onTestFinished(close);
  const url = `http://127.0.0.1:${port}/${file.name}`;
  const job = await submit({ caller, files: [], sources: [{ url }], steps: toPdf }, services);
  await work(messageOf(job), converterThat(converts), services);
  const { error } = (await findOwn(job.id, caller, services)).record;
  return [sent, error?.code ?? 'none'];
}

const sheet = async () => ({ name: 'a.xlsx', bytes: await xlsx([['1'], ['2'], ['3']]) });
const text = async () => ({ name: 'a.docx', bytes: await docx(paragraph('Hello')) });
const zeros = async () => ({
  name: 'a.docx',
  bytes: await docx(paragraph('Hello'), [], { 'word/media/a.bin': Buffer.alloc(33 * 1024 ** 2) }),
});

describe('a setting limits both sent and fetched inputs:', () => {
  test.each([
    ['MAXIMUM_ROWS', '2', '3', sheet, 'too_many_rows'],
    ['MAXIMUM_ZIP_ENTRIES', '2', '20', text, 'zip_limits'],
    ['MAXIMUM_ZIP_BYTES', '100', '100000', text, 'zip_limits'],
    ['MAXIMUM_ZIP_RATIO', '200', '2000', zeros, 'zip_limits'],
  ])('%s', async (setting, tooLow, enough, file, code) => {
    expect(await refusals(await file(), { [setting]: tooLow })).toEqual([code, code]);
    expect(await refusals(await file(), { [setting]: enough })).toEqual(['none', 'none']);
  });
});

test('MAXIMUM_STEPS limits the steps of a job', async () => {
  const services = await testServices({ MAXIMUM_STEPS: '2' });
  const pages = Array(2).fill({ type: 'compress' as const });
  const steps = [...toPdf, ...pages];
  await expect(submit({ caller, files: [page], steps }, services)).rejects.toMatchObject({
    code: 'invalid_parameter',
    detail: 'The job has 3 steps; the limit is 2 (MAXIMUM_STEPS).',
  });
  await submit({ caller, files: [page], steps: steps.slice(1).fill(toPdf[0], 0, 1) }, services);
  await submit({ caller, files: [page], steps }, await testServices({ MAXIMUM_STEPS: '3' }));
});

test('the default settings equal the default limits of the conversion', async () => {
  expect(limitsOf((await testServices()).config)).toEqual(defaultConversionLimits);
});
