import { chartXml } from '../../conversion/libreoffice/charts.ts';
import { docx, paragraph, type Relation } from '../../conversion/ooxml.ts';
import { colours, picture, vector } from '../build/marks.ts';
import { office, type Part, xml } from '../build/package.ts';
import { smartArtGraphic, smartArtParts } from '../build/smartArt.ts';

export interface SlideContent {
  shapes: string;
  relations?: Relation[];
  parts?: Record<string, Part>;
}

const place = '<a:off x="1200000" y="1700000"/><a:ext cx="4000000" cy="2400000"/>';
const frame = (graphic: string) =>
  `<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="9" name="Object 1"/><p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr><p:xfrm>${place}</p:xfrm>${graphic}</p:graphicFrame>`;
const pic = (blip: string, nv = '') =>
  `<p:pic><p:nvPicPr><p:cNvPr id="8" name="Picture 1"/><p:cNvPicPr/><p:nvPr>${nv}</p:nvPr></p:nvPicPr><p:blipFill><a:blip ${blip}/><a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr><a:xfrm>${place}</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>`;
const image = async (format: string, content?: string): Promise<SlideContent> => ({
  shapes: pic('r:embed="rId9"'),
  relations: [['rId9', 'image', `../media/a.${format}`]],
  parts: {
    [`ppt/media/a.${format}`]: {
      ...(format === 'webp' && { type: 'image/webp' }),
      content: content ?? (await picture(colours.picture, format)),
    },
  },
});
const smart: Relation[] = [
  ['dm', 'diagramData', '../diagrams/data1.xml'],
  ['lo', 'diagramLayout', '../diagrams/layout1.xml'],
  ['qs', 'diagramQuickStyle', '../diagrams/quickStyle1.xml'],
  ['cs', 'diagramColors', '../diagrams/colors1.xml'],
];
const ole = (preview: string) =>
  frame(
    `<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/presentationml/2006/ole"><p:oleObj spid="s1" name="Text" r:id="rId9" imgW="4000000" imgH="2400000" progId="Word.Document.12"><p:embed/>${preview}</p:oleObj></a:graphicData></a:graphic>`,
  );
const embedded = async (): Promise<Record<string, Part>> => ({
  'ppt/embeddings/text.docx': { content: await docx(paragraph('Inside')) },
});

export const slideObjects: Record<string, () => Promise<SlideContent>> = {
  chart: async () => ({
    shapes: frame(
      '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart r:id="rId9"/></a:graphicData></a:graphic>',
    ),
    relations: [['rId9', 'chart', '../charts/chart1.xml']],
    parts: { 'ppt/charts/chart1.xml': { type: `${office}.drawingml.chart+xml`, content: chartXml() } },
  }),
  picture: () => image('png'),
  svg: () => image('svg', vector()),
  tiff: () => image('tiff'),
  webp: () => image('webp'),
  'linked picture': async () => ({
    shapes: pic('r:link="rId9"'),
    relations: [['rId9', 'image', 'https://pictures.example/a.png?key=1', true]],
  }),
  'smartart drawn': async () => ({
    shapes: frame(smartArtGraphic),
    relations: [
      ...smart,
      [
        'dr',
        'http://schemas.microsoft.com/office/2007/relationships/diagramDrawing',
        '../diagrams/drawing1.xml',
      ],
    ],
    parts: smartArtParts('ppt', true),
  }),
  'smartart not drawn': async () => ({
    shapes: frame(smartArtGraphic),
    relations: smart,
    parts: smartArtParts('ppt', false),
  }),
  'ole with preview': async () => ({
    shapes: ole(pic('r:embed="rId8"')),
    relations: [
      ['rId9', 'package', '../embeddings/text.docx'],
      ['rId8', 'image', '../media/preview.png'],
    ],
    parts: { ...(await embedded()), 'ppt/media/preview.png': { content: await picture(colours.object) } },
  }),
  'ole without preview': async () => ({
    shapes: ole(''),
    relations: [['rId9', 'package', '../embeddings/text.docx']],
    parts: await embedded(),
  }),
  formula: async () => ({
    shapes: `<mc:AlternateContent><mc:Choice Requires="a14"><p:sp><p:nvSpPr><p:cNvPr id="7" name="Formula"/><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm>${place}</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr><p:txBody><a:bodyPr/><a:p><a14:m><m:oMathPara><m:oMath><m:r><m:t>E=m</m:t></m:r><m:sSup><m:e><m:r><m:t>c</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath></m:oMathPara></a14:m></a:p></p:txBody></p:sp></mc:Choice><mc:Fallback><p:sp><p:nvSpPr><p:cNvPr id="7" name="Formula"/><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm>${place}</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr><p:txBody><a:bodyPr/><a:p><a:r><a:t> </a:t></a:r></a:p></p:txBody></p:sp></mc:Fallback></mc:AlternateContent>`,
  }),
  video: async () => ({
    shapes: pic('r:embed="rId8"', '<a:videoFile r:link="rId7"/>'),
    relations: [
      ['rId7', 'video', '../media/film.mp4'],
      ['rId8', 'image', '../media/poster.png'],
    ],
    parts: {
      'ppt/media/film.mp4': { content: Buffer.from('0000001866747970', 'hex') },
      'ppt/media/poster.png': { content: await picture(colours.object) },
    },
  }),
  audio: async () => ({
    shapes: pic('r:embed="rId8"', '<a:audioFile r:link="rId7"/>'),
    relations: [
      ['rId7', 'audio', '../media/film.mp4'],
      ['rId8', 'image', '../media/poster.png'],
    ],
    parts: {
      'ppt/media/film.mp4': { content: Buffer.from('0000001866747970', 'hex') },
      'ppt/media/poster.png': { content: await picture(colours.object) },
    },
  }),
  comment: async () => ({
    shapes: '',
    relations: [['rId9', 'comments', '../comments/comment1.xml']],
    parts: {
      'ppt/comments/comment1.xml': {
        type: `${office}.presentationml.comments+xml`,
        content: `${xml}<p:cmLst xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"><p:cm authorId="0" dt="2026-01-01T00:00:00" idx="1"><p:pos x="10" y="10"/><p:text>Is that so?</p:text></p:cm></p:cmLst>`,
      },
    },
  }),
};
