/** A process with a busy browser and, with the argument `libreoffice`, a busy LibreOffice engine. It sends the ids of their processes and waits to be killed. */
import { createConverter } from '../../../shared/conversion/converter.ts';
import { processTree } from '../../harness/processes.ts';
import { docx, paragraph } from '../ooxml.ts';
import { never, toPdf, until } from '../sample.ts';

const withLibreOffice = process.argv[2] === 'libreoffice';
const converter = createConverter({ engines: withLibreOffice ? 1 : 0, toolboxes: 1, log: () => undefined });
await converter.warm();
const words = 'Many words on many lines make many pages, and many pages take their time. '.repeat(12);
const long = async () => await docx(Array.from({ length: 4000 }, () => paragraph(words)).join(''));
const files = [
  ...(withLibreOffice ? [{ name: 'long.docx', bytes: await long() }] : []),
  { name: 'endless.html', bytes: Buffer.from('<p>On</p><script>for (;;) {}</script>') },
];
for (const file of files) void converter.convert({ files: [file], steps: toPdf, signal: never });
await until(() => converter.engines().every(({ kind, state }) => kind === 'toolbox' || state === 'busy'));
process.send?.(converter.engines().flatMap(({ pid }) => processTree(pid ?? 0)));
