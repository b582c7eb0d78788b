import { createRequire } from 'node:module';
import type { MessagePort } from 'node:worker_threads';
import type { ChildReply, ChildRequest } from './childMessages.ts';
import type { FileModule } from './libreofficeFileSystem.ts';
import { type LibreOfficeStart, libreofficeLoader, wasmFolder } from './libreofficeModule.ts';
import { refusalIn } from './libreofficeRefusals.ts';
import { semicolonCsv } from './semicolonCsv.ts';
import { decodeText } from './textEncoding.ts';

type Package = typeof import('@matbee/libreoffice-converter');
type Options = Parameters<InstanceType<Package['LibreOfficeConverter']>['convert']>[1];

/**
 * Starts LibreOffice in this thread and answers requests one after another.
 * @param reply sends to the process
 * @param requests where requests come from
 * @param start which fonts there are beside its own
 */
export async function runLibreOffice(
  reply: (message: ChildReply) => void,
  requests: MessagePort | null,
  start: LibreOfficeStart,
): Promise<void> {
  const { LibreOfficeConverter }: Package = createRequire(import.meta.url)('@matbee/libreoffice-converter');
  const { loader, kept } = libreofficeLoader(start);
  const converter = new LibreOfficeConverter({ wasmPath: wasmFolder, wasmLoader: loader });
  await converter.initialize();
  reply({ type: 'ready' });
  let last: Promise<void> = Promise.resolve();
  requests?.on('message', (request: ChildRequest) => {
    last = last.then(async () => reply(await answer(request))).then(keepOnce);
  });
  let seen = false;

  /** After the first document fonts have been scanned. That they could not be kept costs the next engine time, no more. */
  function keepOnce(): void {
    const module = converter.getModule() as FileModule | null;
    if (!seen && module) void kept.keep(module).catch(() => undefined);
    seen = true;
  }

  async function answer({ id, files, options = {} }: ChildRequest): Promise<ChildReply> {
    const { name = '', bytes = new Uint8Array() } = files[0] ?? {};
    const from = name.slice(name.lastIndexOf('.') + 1);
    const { to = 'pdf', nativePageRanges } = options as { to?: string; nativePageRanges?: string };
    const filterOptions = nativePageRanges
      ? JSON.stringify({ PageRange: { type: 'string', value: nativePageRanges } })
      : '';
    try {
      // The format is told by the file's name only: told as an option, a CSV is read with options that empty it.
      const result = await converter.convert(
        readable(bytes, from),
        { outputFormat: to, ...(filterOptions ? { filterOptions } : {}) } as Options,
        `document.${from}`,
      );
      return { type: 'done', id, files: [{ name: `document.${to}`, bytes: result.data }] };
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      const code = refusalIn(message, nativePageRanges !== undefined);
      return code ? { type: 'refused', id, code } : { type: 'failed', id, message };
    }
  }
}

/** Text as LibreOffice reads it without being asked how: in UTF-8, and a CSV with semicolons. */
function readable(bytes: Uint8Array, from: string): Uint8Array {
  if (from === 'csv') return Buffer.from(semicolonCsv(decodeText(bytes)));
  return from === 'txt' ? Buffer.from(decodeText(bytes)) : bytes;
}
