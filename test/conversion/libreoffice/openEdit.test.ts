import { expect, it } from 'vitest';
import { selectedParts } from '../../../shared/conversion/inputs/zipContents.ts';
import { editFodt, editOds } from '../../../shared/conversion/libreoffice/edits/openEdit.ts';
import { zipOf } from '../ooxml.ts';

const flat = (xml: string) => Buffer.from(editFodt(Buffer.from(xml))).toString();

async function sheet(xml: string): Promise<string | undefined> {
  const bytes = await editOds(await zipOf({ 'content.xml': xml }));
  return (await selectedParts(bytes, () => true, xml.length)).parts.get('content.xml')?.toString();
}

it.each([
  ['an empty plugin', '<a><draw:plugin x="1"/></a>'],
  ['a plugin with parameters', '<a><draw:plugin x="1"><draw:param/></draw:plugin></a>'],
  ['several plugins', '<a><draw:plugin/><draw:plugin></draw:plugin></a>'],
  ['the source of a linked table', '<a><office:dde-source x="1"/></a>'],
  ['the source of a linked table with an end tag', '<a><office:dde-source></office:dde-source></a>'],
])('removes %s', (_what, xml) => {
  expect(flat(xml)).toBe('<a></a>');
});

it('removes only the formulas that are linked to other programs', async () => {
  const own = '<b table:formula="of:=SUM(1;2)" c="DDE("/>';
  const linked = '<b table:formula="of:=1+DDE(&quot;a&quot;;&quot;b&quot;)+DDE(&quot;c&quot;)" c="1"/>';
  expect(await sheet(own + linked)).toBe(`${own}<b c="1"/>`);
});

/** Many starts without an end. A search for the end of each one takes quadratic time. */
const endless = (start: string) => start.repeat(500_000);

it.each(['<draw:plugin ', '<draw:plugin>', '<office:dde-source '])('leaves many starts: %s', (start) => {
  expect(flat(endless(start))).toBe(endless(start));
});

it('leaves a formula without an end', async () => {
  const xml = ` table:formula="${endless('DDE( ')}`;
  expect(await sheet(xml)).toBe(xml);
});
