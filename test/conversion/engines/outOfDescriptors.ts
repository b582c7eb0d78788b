/**
 * A process with a low descriptor limit that starts engines of each kind while it has no descriptors left, or only a few.
 * It sends the outcome of each start and job, and then exits. An unhandled rejection would end it earlier.
 */
import { closeSync, openSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConverter } from '../../../shared/conversion/converter.ts';
import { stepsSchema } from '../../../shared/conversion/steps/steps.ts';
import { never, sample, until } from '../sample.ts';
import { fakeSoffice } from '../soffice/fakeSoffice.ts';

const folder = await mkdtemp(join(tmpdir(), 'conveyor-descriptors-'));
const soffice = await fakeSoffice(folder);
const letter = await sample('letter.docx');
const steps = stepsSchema.parse([{ type: 'convert', to: 'txt' }]);
const log = () => undefined;
const descriptors: number[] = [];

/** Opens descriptors until only `left` are available. */
function useDescriptors(left: number): void {
  try {
    for (;;) descriptors.push(openSync('/dev/null', 'r'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EMFILE') throw error;
  }
  for (const descriptor of descriptors.splice(descriptors.length - left)) closeSync(descriptor);
}

function closeDescriptors(): void {
  for (const descriptor of descriptors.splice(0)) closeSync(descriptor);
}

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    ({ code }) => code ?? 'no code',
  );

for (const left of process.argv.slice(2).map(Number)) {
  const converters = [
    createConverter({ engines: 1, log }),
    createConverter({ engines: 1, browsers: 0, soffice, log }),
  ];
  useDescriptors(left);
  const started = await Promise.all(converters.map((each) => codeOf(each.warm())));
  closeDescriptors();
  await until(() => converters.every((each) => each.unready().length === 0));
  useDescriptors(0);
  const convert = () =>
    Promise.all(converters.map((each) => codeOf(each.convert({ files: [letter], steps, signal: never }))));
  const [, whileExhausted] = await convert();
  closeDescriptors();
  const afterwards = await convert();
  process.send?.({ left, started, whileExhausted, afterwards });
  await Promise.all(converters.map((each) => each.close()));
}
await rm(folder, { recursive: true });
process.disconnect();
