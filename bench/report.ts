import sharp from 'sharp';
import type { NamedFile } from '../shared/conversion/files.ts';
import { wordOf } from '../test/corpus/build/word.ts';

const pages = 10;
const [width, height] = [640, 420];
/** English Metric Units, of which an inch has 914,400: the photo fits on a page. */
const unitsPerPixel = 7500;

/** A DOCX of ten pages, each with a heading, a paragraph and a photo: about 500 kB. */
export async function report(): Promise<NamedFile> {
  const photos = await Promise.all(Array.from({ length: pages }, photo));
  const numbered = photos.map((content, index) => ({ content, id: index + 1 }));
  const bytes = await wordOf({
    body: numbered.map(({ id }) => page(id)).join('<w:p><w:r><w:br w:type="page"/></w:r></w:p>'),
    relations: numbered.map(({ id }) => [`rId${id}`, 'image', `media/photo${id}.jpeg`]),
    parts: Object.fromEntries(numbered.map(({ id, content }) => [`word/media/photo${id}.jpeg`, { content }])),
  });
  return { name: 'report.docx', bytes };
}

/** Noise, which compresses as little as a photo. */
function photo(): Promise<Buffer> {
  const noise = { type: 'gaussian', mean: 128, sigma: 22 } as const;
  return sharp({ create: { width, height, channels: 3, background: 'grey', noise } })
    .jpeg({ quality: 62 })
    .toBuffer();
}

function page(id: number): string {
  const paragraph = (content: string) => `<w:p><w:r>${content}</w:r></w:p>`;
  const text = 'The quarter ended better than expected. '.repeat(30);
  return [`<w:t>Chapter ${id}</w:t>`, `<w:t>${text}</w:t>`, picture(id)].map(paragraph).join('');
}

function picture(id: number): string {
  const size = `cx="${width * unitsPerPixel}" cy="${height * unitsPerPixel}"`;
  const name = `id="${id}" name="Photo ${id}"`;
  const fill = `<pic:blipFill><a:blip r:embed="rId${id}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>`;
  const shape = `<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext ${size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>`;
  const graphic = `<pic:pic><pic:nvPicPr><pic:cNvPr ${name}/><pic:cNvPicPr/></pic:nvPicPr>${fill}${shape}</pic:pic>`;
  return `<w:drawing><wp:inline><wp:extent ${size}/><wp:docPr ${name}/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">${graphic}</a:graphicData></a:graphic></wp:inline></w:drawing>`;
}
