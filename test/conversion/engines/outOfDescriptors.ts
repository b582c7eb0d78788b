/**
 * A process of few descriptors that starts engines of each kind while it has none left, or a few. It tells what became of
 * each start and of each job, and ends by itself. An unhandled rejection ends it before that.
 */
import { closeSync, openSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConverter } from '../../../shared/conversion/converter.ts';
import { stepsSchema } from '../../../shared/conversion/steps/steps.ts';
import { never, sample, until } from '../sample.ts';
import { standInSoffice } from '../soffice/standInSoffice.ts';

const folder = await mkdtemp(join(tmpdir(), 'conveyor-descriptors-'));
const soffice = await standInSoffice(folder);
const letter = await sample('letter.docx');
const steps = stepsSchema.parse([{ type: 'convert', to: 'txt' }]);
const log = () => undefined;
const held: number[] = [];

/** Takes every descriptor but some. */
function exhaust(left: number): void {
  try {
    for (;;) held.push(openSync('/dev/null', 'r'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EMFILE') throw error;
  }
  for (const descriptor of held.splice(held.length - left)) closeSync(descriptor);
}

function release(): void {
  for (const descriptor of held.splice(0)) closeSync(descriptor);
}

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    ({ code }) => code ?? 'no code',
  );

for (const left of [0, 3, 8, 16]) {
  const converters = [
    createConverter({ engines: 1, log }),
    createConverter({ engines: 1, browsers: 0, soffice, log }),
  ];
  exhaust(left);
  const started = await Promise.all(converters.map((each) => codeOf(each.warm())));
  release();
  await until(() => converters.every((each) => each.unready().length === 0));
  exhaust(0);
  const convert = () =>
    Promise.all(converters.map((each) => codeOf(each.convert({ files: [letter], steps, signal: never }))));
  const [, whileExhausted] = await convert();
  release();
  const afterwards = await convert();
  process.send?.({ left, started, whileExhausted, afterwards });
  await Promise.all(converters.map((each) => each.close()));
}
await rm(folder, { recursive: true });
process.disconnect();
