import { docx, paragraph, type Relation } from '../../conversion/ooxml.ts';
import { colours, picture } from '../build/marks.ts';
import { chart, chartGraphic, image, linkedImage, type PictureFormat } from '../build/objects.ts';
import { office, type Part, xml } from '../build/package.ts';
import { smartArt, smartArtGraphic } from '../build/smartArt.ts';

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
const pictured = async (format: PictureFormat): Promise<SlideContent> => ({
  shapes: pic('r:embed="rId9"'),
  ...(await image('ppt', format)),
});
/** A video or sound with its poster. */
const media = async (kind: 'video' | 'audio'): Promise<SlideContent> => ({
  shapes: pic('r:embed="rId8"', `<a:${kind}File r:link="rId7"/>`),
  relations: [
    ['rId7', kind, '../media/film.mp4'],
    ['rId8', 'image', '../media/poster.png'],
  ],
  parts: {
    'ppt/media/film.mp4': { content: Buffer.from('0000001866747970', 'hex') },
    'ppt/media/poster.png': { content: await picture(colours.object) },
  },
});
const ole = (preview: string) =>
  frame(
    `<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/presentationml/2006/ole"><p:oleObj spid="s1" name="Text" r:id="rId9" imgW="4000000" imgH="2400000" progId="Word.Document.12"><p:embed/>${preview}</p:oleObj></a:graphicData></a:graphic>`,
  );
const embedded = async (): Promise<Record<string, Part>> => ({
  'ppt/embeddings/text.docx': { content: await docx(paragraph('Inside')) },
});

export const slideObjects: Record<string, () => Promise<SlideContent>> = {
  chart: async () => ({ shapes: frame(chartGraphic), ...chart('ppt') }),
  picture: () => pictured('png'),
  svg: () => pictured('svg'),
  tiff: () => pictured('tiff'),
  webp: () => pictured('webp'),
  'linked picture': async () => ({
    shapes: pic('r:link="rId9"'),
    ...linkedImage,
  }),
  'smartart drawn': async () => ({ shapes: frame(smartArtGraphic), ...smartArt('ppt', true) }),
  'smartart not drawn': async () => ({ shapes: frame(smartArtGraphic), ...smartArt('ppt', false) }),
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
  video: () => media('video'),
  audio: () => media('audio'),
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
