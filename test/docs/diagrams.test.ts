import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { never } from '../conversion/sample.ts';
import { sharedConverter } from '../conversion/sharedConverter.ts';
import { documents } from './documents.ts';

// Mermaid needs a browser's DOM, so the project's own Chromium draws the diagrams.

const mermaid = await readFile(createRequire(import.meta.url).resolve('@mermaid-js/tiny'));
const diagrams = [...documents].flatMap(([path, text]) =>
  [...text.matchAll(/^```mermaid\n(.*?)^```/gms)].map(([, source = '']) => ({
    path,
    source,
    type: source.split(/\s/)[0],
  })),
);

/** Draws a diagram. @throws ConveyorError `page_script_failed`, with Mermaid's message, if it is not valid */
async function draw(source: string): Promise<void> {
  const page = `<body><script src="mermaid.js"></script><script>
    mermaid.initialize({ startOnLoad: false });
    mermaid.render('diagram', ${JSON.stringify(source)}).finally(() => { window.ended = true; });
  </script>`;
  await sharedConverter.convert({
    files: [
      { name: 'index.html', bytes: Buffer.from(page) },
      { name: 'mermaid.js', bytes: mermaid },
    ],
    steps: [{ type: 'screenshot', failOnConsoleExceptions: true, waitForExpression: 'window.ended' }],
    signal: never,
  });
}

test.each(diagrams)('the Mermaid diagram in $path is valid ($type)', ({ source }) => draw(source));

test('an invalid diagram is reported', async () => {
  await expect(draw('flowchart LR\n  a -->')).rejects.toMatchObject({ code: 'page_script_failed' });
});
