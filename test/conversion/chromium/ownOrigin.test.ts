import { expect, it } from 'vitest';
import { ownAddress, withoutOwnOrigin } from '../../../shared/conversion/chromium/ownOrigin.ts';
import { stepsSchema } from '../../../shared/conversion/steps/steps.ts';
import { never } from '../sample.ts';
import { sharedConverter } from '../sharedConverter.ts';

/** The PDF of a page, as text. Chromium does not compress its annotations. */
async function print(name: string, html: string): Promise<string> {
  const { files } = await sharedConverter.convert({
    files: [{ name, bytes: Buffer.from(html) }],
    steps: stepsSchema.parse([{ type: 'convert', to: 'pdf' }]),
    signal: never,
  });
  return Buffer.from(files[0]?.bytes ?? []).toString('latin1');
}
const targets = (pdf: string) =>
  [...pdf.matchAll(/\/URI \(((?:\\.|[^)\\])*)\)/g)].map(([, target]) => target);

it.each(['my page 100% (1)#?.html', 'Größe & Maß; [a]^|{b}.html', "a+b,c=d@e'f!.html"])(
  'the PDF of a page called “%s” does not contain its address',
  async (name) => {
    const pdf = await print(name, '<a href="b.html">a</a>');
    expect(targets(pdf)).toEqual(['./b.html']);
    expect(pdf).not.toContain('document.invalid');
  },
);

it('an address stays within the origin', () => {
  expect(ownAddress('//other.example/../../a b.html')).toBe('https://document.invalid/a%20b.html');
});

it('links are changed without moving anything in the PDF', () => {
  const pdf = Buffer.from(
    '<</S /URI\n/URI (https://document.invalid/a%20b.html#c)>> <</S /URI\n/URI (https://document.invalid//x)>> end',
  );
  const changed = Buffer.from(withoutOwnOrigin(pdf, ownAddress('a b.html'))).toString();
  expect(changed).toMatch(/^<<\/S \/Named \/N \/FirstPage +>> <<\/S \/URI\n\/URI \(\.\/\/x\) +>> end$/);
  expect(changed).toHaveLength(pdf.length);
});
