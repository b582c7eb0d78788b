import { openAsBlob } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Client } from '../client.ts';
import type { DocumentDemo } from './documents.ts';
import { readPdf } from './readPdf.ts';

/**
 * Converts as a client app would: submits, waits, fetches.
 * @param folders where the examples lie, and where the result goes
 * @param progress is told what happens, for the line that is written over
 * @returns a line of the table
 * @throws Error that says why it failed
 */
export async function convertDocument(
  { inputs, steps, output }: DocumentDemo,
  client: Client,
  folders: { examples: string; out: string },
  progress: (what: string) => void,
): Promise<string> {
  const began = performance.now();
  progress('is sent');
  const files = await Promise.all(
    inputs.map(async (name) => ({ name, content: await openAsBlob(join(folders.examples, name)) })),
  );
  const never = new AbortController().signal;
  const { id } = await client.submit(files, steps, never);
  await client.ended(id, never, progress);
  const path = join(folders.out, output);
  await rm(path, { force: true });
  await client.save(id, 0, path, never);
  const seconds = `${((performance.now() - began) / 1000).toFixed(1)} s`;
  const bytes = await readFile(path);
  const [size, content] = output.endsWith('.pdf')
    ? await pagesAndText(bytes)
    : [`${kibibytes(bytes)} KiB`, ''];
  const way = steps.length > 1 ? `${steps.map(({ type }) => type).join(', ')} ` : '';
  return `${inputs[0].padEnd(13)} → out/${output.padEnd(12)} ${size.padEnd(8)} ${seconds.padStart(6)}  ${way}${content}`.trimEnd();
}

async function pagesAndText(bytes: Uint8Array): Promise<[string, string]> {
  const { pages } = await readPdf(bytes);
  const first = (pages[0] ?? '').trim().split(/\r?\n/)[0]?.trim() ?? '';
  return [`${pages.length} ${pages.length === 1 ? 'page' : 'pages'}`, `“${first}”`];
}

const kibibytes = ({ byteLength }: Uint8Array) => Math.round(byteLength / 1024);
