import { DocumentRefused } from '../../../engines/engine.ts';
import { pageCount } from './pageCount.ts';
import { memoryOf, withMemory, withPdf } from './pdfium.ts';
import { newQpdf, type Qpdf } from './qpdfModule.ts';

/** qpdf's message for a missing or wrong password. */
const wrongPassword = /invalid password/;

/** A run of qpdf: its exit code (0, or 3 with warnings) and its messages, neither of which contains secrets. */
interface Outcome {
  module: Qpdf;
  code: number;
  messages: string;
}

async function run(files: Readonly<Record<string, Uint8Array>>, args: readonly string[]): Promise<Outcome> {
  const output: number[] = [];
  const module = await newQpdf((byte) => void output.push(byte));
  for (const [name, bytes] of Object.entries(files)) module.FS.writeFile(`/${name}`, bytes);
  const code = module.callMain([...args]);
  return { module, code, messages: Buffer.from(output).toString() };
}

/**
 * With this argument, qpdf writes its changes of content streams, such as new resource names. Without it, qpdf copies streams
 * unchanged and loses these changes without a warning.
 */
export const rewriteStreams = '--compress-streams=y';

/**
 * Runs qpdf.
 * @param files name → PDF; `args` refer to them as `/<name>`
 * @param args without the output path, which is the last argument
 * @param password the error code if the PDF cannot be decrypted
 * @returns the PDF that it made
 * @throws DocumentRefused `corrupt_file`, `password_required`, `password_wrong`, `too_large_inside`
 */
export async function qpdf(
  files: Readonly<Record<string, Uint8Array>>,
  args: readonly string[],
  password: 'password_required' | 'password_wrong' = 'password_required',
): Promise<Uint8Array> {
  // Streams are not decompressed, as their size is unknown. PDF/A requires a line break before `endstream`.
  const streams = args.some((each) => each.startsWith('--compress-streams'))
    ? []
    : ['--stream-data=preserve'];
  const all = [...args, ...streams, '--newline-before-endstream', '--warning-exit-0', '/out.pdf'];
  const first = await run(files, all);
  const result = await resultOf(first);
  if (result) return result;
  if (wrongPassword.test(first.messages)) throw new DocumentRefused(password);
  // This build of qpdf cannot repair a broken cross-reference table; PDFium can.
  const repaired = Object.fromEntries(
    await Promise.all(Object.entries(files).map(async ([name, bytes]) => [name, await repair(bytes)])),
  );
  const second = await run(repaired, all);
  const secondResult = await resultOf(second);
  if (secondResult) return secondResult;
  throw new DocumentRefused(/bad_alloc/.test(second.messages) ? 'too_large_inside' : 'corrupt_file');
}

/** The resulting PDF. Undefined if it has no pages: qpdf drops pages that it cannot read. */
async function resultOf({ code, module }: Outcome): Promise<Uint8Array | undefined> {
  if (code !== 0) return undefined;
  const bytes = module.FS.readFile('/out.pdf');
  // A result that qpdf has just encrypted cannot be opened here.
  const pages = await pageCount(bytes).catch((error) => (error?.code === 'password_required' ? 1 : 0));
  return pages > 0 ? bytes : undefined;
}

/** The names of a PDF's attachments; none if they cannot be read. @throws DocumentRefused `corrupt_file` */
export async function attachmentNames(bytes: Uint8Array): Promise<string[]> {
  return Object.keys((await report<Record<string, unknown>>(bytes, 'attachments')) ?? {});
}

/** Whether the viewer must draw the fields of a PDF's form (`NeedAppearances`). @throws DocumentRefused `corrupt_file` */
export async function needsAppearances(bytes: Uint8Array): Promise<boolean> {
  return (await report<{ needappearances: boolean }>(bytes, 'acroform'))?.needappearances ?? false;
}

/** One key of qpdf's JSON for a PDF; `undefined` if qpdf cannot read even the copy that PDFium repaired. */
async function report<T>(bytes: Uint8Array, key: string): Promise<T | undefined> {
  const args = ['/in.pdf', '--json', `--json-key=${key}`, '--warning-exit-0', '/out.json'];
  const read = async (file: Uint8Array): Promise<T | undefined> => {
    const { code, module } = await run({ 'in.pdf': file }, args);
    if (code !== 0) return undefined;
    return JSON.parse(Buffer.from(module.FS.readFile('/out.json')).toString())[key];
  };
  return (await read(bytes)) ?? (await read(await repair(bytes)));
}

/** A copy of a PDF, rewritten by PDFium. @throws DocumentRefused */
function repair(bytes: Uint8Array): Promise<Uint8Array> {
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
