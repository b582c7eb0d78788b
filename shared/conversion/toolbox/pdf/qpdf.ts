import { constants } from 'node:fs';
import { createRequire } from 'node:module';
import { DocumentRefused } from '../../engines/engine.ts';
import { memoryOf, withMemory, withPdf } from './pdfium.ts';

interface Qpdf {
  callMain(args: string[]): number;
  FS: {
    init(input: null, output: (byte: number) => void, error: (byte: number) => void): void;
    writeFile(path: string, bytes: Uint8Array): void;
    readFile(path: string): Uint8Array;
  };
}
type MakeQpdf = (options: { locateFile(): string; preRun: ((module: Qpdf) => void)[] }) => Promise<Qpdf>;

/** What qpdf says of a password that is missing or wrong. */
const wrongPassword = /invalid password/;

/** A run of qpdf: its exit code (0, or 3 with warnings) and what it said. Secrets may stand in neither. */
interface Outcome {
  module: Qpdf;
  code: number;
  said: string;
}

/** A qpdf of its own for each run (about 10 ms): its memory never shrinks, and nothing of a document stays. */
async function run(files: Readonly<Record<string, Uint8Array>>, args: readonly string[]): Promise<Outcome> {
  const require = createRequire(import.meta.url);
  const make: MakeQpdf = require('@neslinesli93/qpdf-wasm');
  // It looks up the flags of the system's files in an old place that is shut in here, and never uses them.
  Object.assign(process, { binding: () => ({ fs: constants }) });
  const said: number[] = [];
  const hear = (byte: number) => void said.push(byte);
  const module = await make({
    locateFile: () => require.resolve('@neslinesli93/qpdf-wasm/dist/qpdf.wasm'),
    preRun: [({ FS }) => FS.init(null, hear, hear)],
  });
  for (const [name, bytes] of Object.entries(files)) module.FS.writeFile(`/${name}`, bytes);
  const code = module.callMain([...args]);
  return { module, code, said: Buffer.from(said).toString() };
}

/**
 * With this argument qpdf writes what it changes inside content streams, such as the new names of resources.
 * Without it, streams are copied as they are, and such changes are lost without a warning.
 */
export const rewriteStreams = '--compress-streams=y';

/**
 * Lets qpdf make a PDF.
 * @param files name → PDF, which `args` names by `/<name>`
 * @param args without the output, which is the last
 * @param password how the failure is called when there was a password
 * @throws DocumentRefused `corrupt_file`, `password_required`, `password_wrong`, `too_large_inside`
 */
export async function qpdf(
  files: Readonly<Record<string, Uint8Array>>,
  args: readonly string[],
  password: 'password_required' | 'password_wrong' = 'password_required',
): Promise<Uint8Array> {
  // Streams go through as they are, whatever they would unfold to; and PDF/A wants the line break before `endstream`.
  const streams = args.some((each) => each.startsWith('--compress-streams'))
    ? []
    : ['--stream-data=preserve'];
  const all = [...args, ...streams, '--newline-before-endstream', '--warning-exit-0', '/out.pdf'];
  const first = await run(files, all);
  const made = await resultOf(first);
  if (made) return made;
  if (wrongPassword.test(first.said)) throw new DocumentRefused(password);
  // This build of qpdf can't mend a broken table of contents; PDFium can.
  const mended = Object.fromEntries(
    await Promise.all(Object.entries(files).map(async ([name, bytes]) => [name, await mend(bytes)])),
  );
  const second = await run(mended, all);
  const better = await resultOf(second);
  if (better) return better;
  throw new DocumentRefused(/bad_alloc/.test(second.said) ? 'too_large_inside' : 'corrupt_file');
}

/** What was made, unless it has lost all pages: a page that qpdf can't read is none to it. */
async function resultOf({ code, module }: Outcome): Promise<Uint8Array | undefined> {
  if (code !== 0) return undefined;
  const bytes = module.FS.readFile('/out.pdf');
  const count = withPdf(bytes, (pdfium, document) => pdfium.FPDF_GetPageCount(document));
  // What was encrypted just now can't be opened, and was read whole before.
  const pages = await count.catch((error) => (error?.code === 'password_required' ? 1 : 0));
  return pages > 0 ? bytes : undefined;
}

/** Whether a PDF is encrypted, even if everybody may open it. @throws DocumentRefused `corrupt_file` */
export async function isEncrypted(bytes: Uint8Array): Promise<boolean> {
  const { code, said } = await run({ 'in.pdf': bytes }, ['--is-encrypted', '/in.pdf']);
  if (code === 0 || wrongPassword.test(said)) return true;
  // A file that qpdf can't read may be one that PDFium can, and that is not encrypted then, or says so.
  if (said !== '') await mend(bytes);
  return false;
}

/** The names by which a PDF finds its attachments; none where they can't be read. @throws DocumentRefused `corrupt_file` */
export async function attachmentNames(bytes: Uint8Array): Promise<string[]> {
  return Object.keys((await report<Record<string, unknown>>(bytes, 'attachments')) ?? {});
}

/** Whether a PDF has a form, and whether the form leaves drawing its fields to the reader. @throws DocumentRefused `corrupt_file` */
export async function formOf(bytes: Uint8Array): Promise<{ exists: boolean; needsAppearances: boolean }> {
  const form = await report<{ hasacroform: boolean; needappearances: boolean }>(bytes, 'acroform');
  return { exists: form?.hasacroform ?? false, needsAppearances: form?.needappearances ?? false };
}

/** One part of qpdf's JSON about a PDF; `undefined` where neither qpdf nor PDFium can read it. */
async function report<T>(bytes: Uint8Array, key: string): Promise<T | undefined> {
  const args = ['/in.pdf', '--json', `--json-key=${key}`, '--warning-exit-0', '/out.json'];
  const read = async (file: Uint8Array): Promise<T | undefined> => {
    const { code, module } = await run({ 'in.pdf': file }, args);
    if (code !== 0) return undefined;
    return JSON.parse(Buffer.from(module.FS.readFile('/out.json')).toString())[key];
  };
  return (await read(bytes)) ?? (await read(await mend(bytes)));
}

/** A PDF as PDFium writes it down anew. @throws DocumentRefused */
function mend(bytes: Uint8Array): Promise<Uint8Array> {
  return withPdf(bytes, (module, document) => {
    const writer = module.PDFiumExt_OpenFileWriter();
    try {
      module.PDFiumExt_SaveAsCopy(document, writer);
      const size = module.PDFiumExt_GetFileWriterSize(writer);
      if (size === 0) throw new DocumentRefused('corrupt_file');
      return withMemory(module, size, (at) => {
        module.PDFiumExt_GetFileWriterData(writer, at, size);
        return memoryOf(module).slice(at, at + size);
      });
    } finally {
      module.PDFiumExt_CloseFileWriter(writer);
    }
  });
}
