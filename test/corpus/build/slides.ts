import { zipContents } from '../../../shared/conversion/inputs/zipContents.ts';
import { defaultInputLimits } from '../../../shared/conversion/limits.ts';
import { type Parts, pptx, relations, zipOf } from '../../conversion/ooxml.ts';
import type { SlideContent } from '../features/slideObjects.ts';
import { namespaces } from './package.ts';

const extensions = {
  png: 'image/png',
  svg: 'image/svg+xml',
  tiff: 'image/tiff',
  mp4: 'video/mp4',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
};

export async function slidesOf({ shapes, relations: rows = [], parts = {} }: SlideContent): Promise<Buffer> {
  const plain = await zipContents(
    await pptx([{ title: 'Title', lines: [] }]),
    defaultInputLimits.zip,
    () => true,
  );
  const text = (path: string) => plain.get(path)?.toString() ?? '';
  const files: Parts = { ...Object.fromEntries(plain) };
  files['ppt/slides/slide1.xml'] = text('ppt/slides/slide1.xml')
    .replace('</p:spTree>', () => `${shapes}</p:spTree>`)
    .replace('<p:sld ', () => `<p:sld ${namespaces.replace(/xmlns:(r|a)="[^"]*"/g, '')} `);
  files['ppt/slides/_rels/slide1.xml.rels'] = relations([
    ['rId1', 'slideLayout', '../slideLayouts/slideLayout1.xml'],
    ...rows,
  ]);
  for (const [path, { content, relations: own }] of Object.entries(parts)) {
    files[path] = content;
    if (own) files[path.replace(/([^/]+)$/, '_rels/$1.rels')] = relations(own);
  }
  const types = [
    ...Object.entries(extensions).map(
      ([extension, type]) => `<Default Extension="${extension}" ContentType="${type}"/>`,
    ),
    ...Object.entries(parts).flatMap(([path, { type }]) =>
      type ? [`<Override PartName="/${path}" ContentType="${type}"/>`] : [],
    ),
  ];
  files['[Content_Types].xml'] = text('[Content_Types].xml').replace(
    '</Types>',
    () => `${types.join('')}</Types>`,
  );
  return zipOf(files);
}
