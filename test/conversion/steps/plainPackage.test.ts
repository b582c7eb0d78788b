import { expect, it } from 'vitest';
import { zipContents } from '../../../shared/conversion/inputs/zipContents.ts';
import { zipParts } from '../../../shared/conversion/inputs/zipParts.ts';
import { defaultConversionLimits } from '../../../shared/conversion/limits.ts';
import { convert } from '../../../shared/conversion/steps/convert.ts';
import { plainPackage } from '../../../shared/conversion/toolbox/office/plainPackage.ts';

const contentTypes = (more: string) => `<?xml version="1.0" encoding="UTF-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Override PartName="/word/document.xml" ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>
<Override PartName="/word/vbaProject.bin" ContentType="application/vnd.ms-office.vbaProject"/>${more}</Types>`;

const docm = (more = '') =>
  zipParts(
    new Map([
      ['[Content_Types].xml', Buffer.from(contentTypes(more))],
      ['word/document.xml', Buffer.from('<w:document/>')],
      ['word/vbaProject.bin', Buffer.from('a program')],
      [
        'word/_rels/document.xml.rels',
        Buffer.from(
          '<Relationships><Relationship Id="a" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject"/><Relationship Id="b" Type="http://example.com/styles"/></Relationships>',
        ),
      ],
    ]),
  );

it('a package with macros is rewritten in the toolbox, and engines get only the rewritten one', async () => {
  const file = { name: 'letter.docm', bytes: await docm() };
  const seen: [operation: string, name: string | undefined, content: string][] = [];
  const warnings: string[] = [];
  await convert.run(
    [file],
    { to: 'pdf' },
    {
      signal: new AbortController().signal,
      limits: defaultConversionLimits,
      paper: 'A4',
      resources: [],
      engine: async (_kind, { operation, files }) => {
        seen.push([operation, files[0]?.name, Buffer.from(files[0]?.bytes ?? []).toString('latin1')]);
        return { files: [{ name: 'letter.docx', bytes: Buffer.from('rewritten') }] };
      },
      warn: ({ code }) => warnings.push(code),
      countIntermediate: async () => undefined,
    },
  );
  expect(seen[0]?.slice(0, 2)).toEqual(['plainPackage', 'letter.docx']);
  expect(seen.length).toBeGreaterThan(1);
  for (const [operation, , content] of seen.slice(1))
    expect([operation, content]).toEqual([operation, 'rewritten']);
  expect(warnings).toEqual(['macros_dropped']);
});

it('a rewritten package has neither programs nor references to them, and the type of a document', async () => {
  const task = { operation: 'plainPackage', resources: [], options: {} };
  const files = [{ name: 'letter.docx', bytes: await docm() }];
  const [plain] = (await plainPackage({ ...task, files })).files;
  const parts = await zipContents(plain?.bytes ?? Buffer.of(), defaultConversionLimits.zip, () => true);
  expect([...parts.keys()]).toEqual([
    '[Content_Types].xml',
    'word/document.xml',
    'word/_rels/document.xml.rels',
  ]);
  const all = [...parts.values()].join('\n');
  expect(all).not.toMatch(/vba|macroEnabled/i);
  expect(all).toContain('wordprocessingml.document.main+xml');
  expect(all).toContain('http://example.com/styles');
});
