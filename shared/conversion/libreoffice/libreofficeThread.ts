import { createRequire } from 'node:module';
import type { MessagePort } from 'node:worker_threads';
import type { ChildReply, ChildRequest } from '../engines/childMessages.ts';
import { DocumentRefused } from '../engines/engine.ts';
import { fontFamilies } from '../fonts/fontFamilies.ts';
import { fontFiles } from '../fonts/fontFiles.ts';
import type { FormatName } from '../formats/formats.ts';
import { addFontsWith, resaveWith } from './libreofficeConvert.ts';
import type { FileModule } from './libreofficeFileSystem.ts';
import { type LibreOfficeStart, libreofficeLoader } from './libreofficeModule.ts';
import { type CompiledProgram, wasmFolder } from './libreofficeProgram.ts';
import { refusalIn } from './libreofficeRefusals.ts';
import { convertDocument } from './officeDocument.ts';
import { type ExceptionModule, errorText } from './officeException.ts';

type Package = typeof import('@matbee/libreoffice-converter');

/**
 * Starts LibreOffice in this thread and handles requests one after another.
 * @param reply sends a message to the process
 * @param requests the port of incoming requests
 * @param program from `compileLibreOffice`
 */
export async function runLibreOffice(
  reply: (message: ChildReply) => void,
  requests: MessagePort | null,
  start: LibreOfficeStart,
  program: Promise<CompiledProgram>,
): Promise<void> {
  const { LibreOfficeConverter }: Package = createRequire(import.meta.url)('@matbee/libreoffice-converter');
  const families = fontFamilies(fontFiles(start.fonts ? [start.fonts] : []));
  const wasmLoader = libreofficeLoader(start, program, families);
  const converter = new LibreOfficeConverter({ wasmPath: wasmFolder, wasmLoader });
  await converter.initialize();
  const module = converter.getModule() as FileModule | null;
  const kit = converter.getLokBindings();
  if (!module || !kit) throw new Error('LibreOffice has not started.');
  const resave = resaveWith(kit, module.FS);
  const fonts = { families, add: addFontsWith(kit, module.FS) };
  reply({ type: 'ready' });
  let last: Promise<void> = Promise.resolve();
  requests?.on('message', (request: ChildRequest) => {
    last = last.then(async () => reply(await answer(request)));
  });

  async function answer({ id, files, options = {} }: ChildRequest): Promise<ChildReply> {
    const { to = 'pdf', ...others } = options as { to?: FormatName };
    try {
      const [file] = files;
      if (!file) throw new Error('The request has no file.');
      return { type: 'done', id, ...(await convertDocument(resave, file, to, others, fonts)) };
    } catch (error) {
      const message = errorText(error, converter.getModule() as ExceptionModule | null);
      const refused =
        error instanceof DocumentRefused ? error : refusalIn(message, 'nativePageRanges' in options);
      if (!refused) return { type: 'failed', id, message };
      const { code, detail } = refused;
      return { type: 'refused', id, code, ...(detail !== undefined && { detail }) };
    }
  }
}
