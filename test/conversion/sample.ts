import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import type { InputFile } from '../../shared/conversion/files.ts';
import type { Step } from '../../shared/conversion/steps/steps.ts';

/** One of the samples in `examples/`. */
export async function sample(name: string): Promise<InputFile> {
  return { name, bytes: await readFile(new URL(`../../examples/${name}`, import.meta.url)) };
}

/** A document of `fixtures/`: one of the samples that another office program has saved in another format. */
export async function fixture(name: string): Promise<Uint8Array> {
  const file = (suffix: string) => readFile(new URL(`fixtures/${name}${suffix}`, import.meta.url));
  // A PPT is mostly empty.
  return name.endsWith('.ppt') ? gunzipSync(await file('.gz')) : file('');
}

/** The step that most tests run. */
export const toPdf: Step[] = [{ type: 'convert', to: 'pdf' }];

/** A signal that nobody aborts. */
export const never = new AbortController().signal;

/** Waits until a condition holds. */
export async function until(condition: () => boolean, milliseconds = 30_000): Promise<void> {
  const end = performance.now() + milliseconds;
  while (!condition()) {
    if (performance.now() > end) throw new Error(`Waited ${milliseconds} ms for ${condition}`);
    await new Promise((soon) => setTimeout(soon, 20));
  }
}
