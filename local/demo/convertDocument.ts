import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Client } from '../../client/src/client.ts';
import { openFile } from '../../client/src/node.ts';
import type { DocumentDemo } from './documents.ts';
import { readPdf } from './readPdf.ts';

/**
 * Submits a job, waits for it and downloads the result.
 * @param folders the input folder and the output folder
 * @param progress receives the current state
 * @returns a line for the terminal
 * @throws Error if the job fails
 */
export async function convertDocument(
  { inputs, steps, output }: DocumentDemo,
  client: Client,
  folders: { examples: string; out: string },
  progress: (state: string) => void,
): Promise<string> {
  const began = performance.now();
  progress('uploading');
  const files = await Promise.all(inputs.map((name) => openFile(join(folders.examples, name))));
  const { id } = await client.submit({ files, steps });
  await client.wait(id, { onStatus: ({ status }) => progress(status) });
  const { body } = await client.download(id, { index: 0 });
  const path = join(folders.out, output);
  await writeFile(path, body);
  const seconds = `${((performance.now() - began) / 1000).toFixed(1)} s`;
  const bytes = await readFile(path);
  const [size, content] = output.endsWith('.pdf')
    ? await pagesAndText(bytes)
    : [`${kibibytes(bytes)} KiB`, ''];
  const stepNames = steps.length > 1 ? `${steps.map(({ type }) => type).join(', ')} ` : '';
  return `${inputs[0].padEnd(13)} → out/${output.padEnd(12)} ${size.padEnd(8)} ${seconds.padStart(6)}  ${stepNames}${content}`.trimEnd();
}

async function pagesAndText(bytes: Uint8Array): Promise<[string, string]> {
  const { pages } = await readPdf(bytes);
  const first = (pages[0] ?? '').trim().split(/\r?\n/)[0]?.trim() ?? '';
  return [`${pages.length} ${pages.length === 1 ? 'page' : 'pages'}`, `“${first}”`];
}

const kibibytes = ({ byteLength }: Uint8Array) => Math.round(byteLength / 1024);
