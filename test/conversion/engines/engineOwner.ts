/** A process with a LibreOffice engine and a browser, both busy. It sends the ids of their processes and waits to be killed. */
import { createConverter } from '../../../shared/conversion/converter.ts';
import { processTree } from '../../harness/processes.ts';
import { docx, paragraph } from '../ooxml.ts';
import { never, toPdf, until } from '../sample.ts';

const converter = createConverter({ engines: 1, log: () => undefined });
await converter.warm();
const words = 'Many words on many lines make many pages, and many pages take their time. '.repeat(12);
const long = await docx(Array.from({ length: 4000 }, () => paragraph(words)).join(''));
const files = [
  { name: 'long.docx', bytes: long },
  { name: 'endless.html', bytes: Buffer.from('<p>On</p><script>for (;;) {}</script>') },
];
for (const file of files) void converter.convert({ files: [file], steps: toPdf, signal: never });
await until(() => converter.engines().every(({ kind, state }) => kind === 'toolbox' || state === 'busy'));
process.send?.(converter.engines().flatMap(({ pid }) => processTree(pid ?? 0)));
