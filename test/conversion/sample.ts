import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import type { NamedFile } from '../../shared/conversion/files.ts';
import type { Step } from '../../shared/conversion/steps/steps.ts';

/** A plain document of `fixtures/plain/`, which every engine converts quickly. */
export async function sample(name: string): Promise<NamedFile> {
  return { name, bytes: await readFile(new URL(`fixtures/plain/${name}`, import.meta.url)) };
}

/** A document of `examples/`. */
export async function example(name: string): Promise<NamedFile> {
  return { name, bytes: await readFile(new URL(`../../examples/${name}`, import.meta.url)) };
}

/** A document of `fixtures/`: a sample that an office program has saved in another format. */
export async function fixture(name: string): Promise<Uint8Array> {
  const file = (suffix: string) => readFile(new URL(`fixtures/${name}${suffix}`, import.meta.url));
  // The PPT is mostly zeros and stored compressed.
  return name.endsWith('.ppt') ? gunzipSync(await file('.gz')) : file('');
}

export const toPdf: Step[] = [{ type: 'convert', to: 'pdf' }];

/** A signal that is never aborted. */
export const never = new AbortController().signal;

/** Polls a condition until it is true. */
export async function until(condition: () => boolean, milliseconds = 120_000): Promise<void> {
  const end = performance.now() + milliseconds;
  while (!condition()) {
    if (performance.now() > end) throw new Error(`Waited ${milliseconds} ms for ${condition}`);
    await new Promise((soon) => setTimeout(soon, 20));
  }
}
