import { zipContents } from '../../../shared/conversion/inputs/zipContents.ts';
import { defaultInputLimits } from '../../../shared/conversion/limits.ts';
import { encodePixels } from '../../../shared/conversion/toolbox/pictures/images.ts';
import { docx, paragraph, pptx, xlsx, zipOf } from '../ooxml.ts';
import { fodt } from './officeSamples.ts';

/** Documents on which the export options have an effect. */
export const optionDocuments = {
  /** A picture of 1000 × 1000 pixels, ten centimetres wide. */
  async picture(): Promise<[string, Uint8Array]> {
    const size = 1000;
    let seed = 1;
    const grain = () => {
      seed = (seed * 48_271) % 0x7fffffff;
      return seed % 24;
    };
    const data = Uint8Array.from({ length: size * size * 4 }, (_, i) =>
      i % 4 === 3 ? 255 : ((i / 4) % size) / 5 + grain(),
    );
    const png = Buffer.from(await encodePixels({ data, width: size, height: size }, { format: 'png' }));
    const image = `<draw:image><office:binary-data>${png.toString('base64')}</office:binary-data></draw:image>`;
    const frame = `<draw:frame text:anchor-type="as-char" svg:width="10cm" svg:height="10cm">${image}</draw:frame>`;
    return ['picture.fodt', fodt(`<text:p>${frame}</text:p>`)];
  },
  /** A heading, a bookmark, a comment, and a link to another document. */
  async text(): Promise<[string, Uint8Array]> {
    const comment =
      '<office:annotation xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>Ada</dc:creator><dc:date>2026-01-01T00:00:00</dc:date><text:p>Is that so?</text:p></office:annotation>';
    const body = `<text:h text:outline-level="1">A heading</text:h><text:p>Some<text:bookmark text:name="here"/> text${comment}</text:p><text:p><text:a xlink:type="simple" xlink:href="file:///tmp/input/other.odt">other</text:a></text:p><text:p><text:placeholder text:placeholder-type="text">&lt;Name&gt;</text:placeholder></text:p>`;
    return ['text.fodt', fodt(body)];
  },
  /** The second section starts on an odd page, so an empty page precedes it. */
  async odd(): Promise<[string, Uint8Array]> {
    const next = '<w:sectPr><w:type w:val="oddPage"/><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>';
    return [
      'odd.docx',
      await docx(
        `${paragraph('first', next)}${paragraph('second', '<w:sectPr><w:type w:val="oddPage"/></w:sectPr>')}${paragraph('third')}`,
      ),
    ];
  },
  /** A table of three pages. */
  async rows(): Promise<[string, Uint8Array]> {
    return ['rows.xlsx', await xlsx(Array.from({ length: 150 }, (_, i) => [`row ${i}`, i]))];
  },
  /** Two slides, the second hidden. */
  async slides(): Promise<[string, Uint8Array]> {
    const shown = await pptx([
      { title: 'Shown', lines: [] },
      { title: 'Hidden', lines: [] },
    ]);
    const parts = await zipContents(shown, defaultInputLimits.zip, () => true);
    const second = parts.get('ppt/slides/slide2.xml')?.toString().replace('<p:sld ', '<p:sld show="0" ');
    return [
      'slides.pptx',
      await zipOf({ ...Object.fromEntries(parts), 'ppt/slides/slide2.xml': second ?? '' }),
    ];
  },
};
