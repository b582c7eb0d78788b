import { type Relation, xlsx } from '../../conversion/ooxml.ts';
import { formulas } from '../../conversion/toolbox/office/formulaDocuments.ts';
import { colours, picture } from '../build/marks.ts';
import { chart, chartGraphic, image, linkedImage, type PictureFormat } from '../build/objects.ts';
import { office, type Part, xml } from '../build/package.ts';
import { smartArt, smartArtGraphic } from '../build/smartArt.ts';

export interface WordContent {
  body: string;
  relations?: Relation[];
  parts?: Record<string, Part>;
}

export const p = (text: string) => `<w:p><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
const inline = (graphic: string) =>
  `<w:p><w:r><w:drawing><wp:inline><wp:extent cx="4000000" cy="2400000"/><wp:docPr id="1" name="Object 1"/>${graphic}</wp:inline></w:drawing></w:r></w:p>`;
const pictureGraphic = (blip: string) =>
  `<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="0" name="p"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip ${blip}/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="4000000" cy="2400000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>`;
const pictured = async (format: PictureFormat): Promise<WordContent> => ({
  body: inline(pictureGraphic('r:embed="rId9"')),
  ...(await image('word', format)),
});
const ole = (preview: string) =>
  `<w:p><w:r><w:object w:dxaOrig="4000" w:dyaOrig="2400"><v:shape id="_x0000_i1025" style="width:200pt;height:120pt" o:ole="">${preview}</v:shape><o:OLEObject Type="Embed" ProgID="Excel.Sheet.12" ShapeID="_x0000_i1025" DrawAspect="Content" ObjectID="_1" r:id="rId9"/></w:object></w:r></w:p>`;
const embedded = async (): Promise<Record<string, Part>> => ({
  'word/embeddings/book.xlsx': { content: await xlsx([['Inside', 7]]) },
});

export const wordObjects: Record<string, () => Promise<WordContent>> = {
  chart: async () => ({
    body: inline(chartGraphic),
    ...chart('word'),
  }),
  formula: async () => ({
    body: `<w:p><m:oMathPara>${formulas.energy}</m:oMathPara></w:p><w:p><w:r><w:t xml:space="preserve">Mean </w:t></w:r>${formulas.fraction}</w:p>`,
  }),
  'ole with preview': async () => ({
    body: ole('<v:imagedata r:id="rId8"/>'),
    relations: [
      ['rId8', 'image', 'media/preview.png'],
      ['rId9', 'package', 'embeddings/book.xlsx'],
    ],
    parts: { ...(await embedded()), 'word/media/preview.png': { content: await picture(colours.object) } },
  }),
  'ole without preview': async () => ({
    body: ole(''),
    relations: [['rId9', 'package', 'embeddings/book.xlsx']],
    parts: await embedded(),
  }),
  'smartart drawn': async () => ({ body: inline(smartArtGraphic), ...smartArt('word', true) }),
  'smartart not drawn': async () => ({ body: inline(smartArtGraphic), ...smartArt('word', false) }),
  'content controls': async () => ({
    body: `<w:sdt><w:sdtPr><w:alias w:val="Town"/><w:dropDownList><w:listItem w:displayText="Northtown" w:value="n"/></w:dropDownList></w:sdtPr><w:sdtContent>${p('Northtown')}</w:sdtContent></w:sdt><w:p><w:sdt><w:sdtPr><w14:checkbox xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"><w14:checked w14:val="1"/><w14:checkedState w14:val="2612" w14:font="MS Gothic"/><w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox></w:sdtPr><w:sdtContent><w:r><w:t>☒</w:t></w:r></w:sdtContent></w:sdt><w:r><w:t> Agreed</w:t></w:r></w:p><w:p><w:sdt><w:sdtPr><w:date><w:dateFormat w:val="d MMMM yyyy"/></w:date></w:sdtPr><w:sdtContent><w:r><w:t>3 May 2026</w:t></w:r></w:sdtContent></w:sdt></w:p>`,
  }),
  'legacy fields': async () => ({
    body: `<w:p><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="T"/><w:enabled/><w:textInput/></w:ffData></w:fldChar></w:r><w:r><w:instrText> FORMTEXT </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>Ada Example</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p><w:p><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="C"/><w:enabled/><w:checkBox><w:sizeAuto/><w:default w:val="1"/></w:checkBox></w:ffData></w:fldChar></w:r><w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t> Agreed</w:t></w:r></w:p><w:p><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="D"/><w:enabled/><w:ddList><w:result w:val="1"/><w:listEntry w:val="South"/><w:listEntry w:val="Northtown"/></w:ddList></w:ffData></w:fldChar></w:r><w:r><w:instrText> FORMDROPDOWN </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>`,
  }),
  activex: async () => ({
    body: `<w:p><w:r><w:object w:dxaOrig="4000" w:dyaOrig="600"><v:shape id="_x0000_i1025" style="width:200pt;height:30pt" o:ole=""><v:imagedata r:id="rId8"/></v:shape><w:control r:id="rId9" w:name="CheckBox1" w:shapeid="_x0000_i1025"/></w:object></w:r></w:p>`,
    relations: [
      ['rId8', 'image', 'media/preview.png'],
      ['rId9', 'control', 'activeX/activeX1.xml'],
    ],
    parts: {
      'word/media/preview.png': { content: await picture(colours.object) },
      'word/activeX/activeX1.xml': {
        type: 'application/vnd.ms-office.activeX+xml',
        content: `${xml}<ax:ocx xmlns:ax="http://schemas.microsoft.com/office/2006/activeX" ax:classid="{8BD21D40-EC42-11CE-9E0D-00AA006002F3}" ax:persistence="persistPropertyBag"><ax:ocxPr ax:name="Caption" ax:value="Agreed"/><ax:ocxPr ax:name="Value" ax:value="1"/></ax:ocx>`,
      },
    },
  }),
  comment: async () => ({
    body: `<w:p><w:commentRangeStart w:id="1"/><w:r><w:t>The text</w:t></w:r><w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r></w:p>`,
    relations: [['rId9', 'comments', 'comments.xml']],
    parts: {
      'word/comments.xml': {
        type: `${office}.wordprocessingml.comments+xml`,
        content: `${xml}<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:comment w:id="1" w:author="Ada" w:date="2026-01-01T00:00:00Z">${p('Is that so?')}</w:comment></w:comments>`,
      },
    },
  }),
  picture: () => pictured('png'),
  svg: () => pictured('svg'),
  tiff: () => pictured('tiff'),
  webp: () => pictured('webp'),
  'linked picture': async () => ({
    body: inline(pictureGraphic('r:link="rId9"')),
    ...linkedImage,
  }),
  video: async () => ({
    body: inline(pictureGraphic('r:embed="rId9"')).replace(
      'name="Object 1"/>',
      'name="Object 1"><a:extLst><a:ext uri="{C809E66F-F1BF-436E-b5F7-EEA9579F0CBA}"><wp15:webVideoPr xmlns:wp15="http://schemas.microsoft.com/office/word/2012/wordprocessingDrawing" embeddedHtml="&lt;iframe/&gt;" h="10" w="10"/></a:ext></a:extLst></wp:docPr>',
    ),
    ...(await image('word', 'png')),
  }),
  textbox: async () => ({
    body: `<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><wp:extent cx="2000000" cy="800000"/><wp:docPr id="2" name="Box"/><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="2000000" cy="800000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:srgbClr val="7C3AED"/></a:solidFill></wps:spPr><wps:txbx><w:txbxContent>${p('In a box')}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice></mc:AlternateContent></w:r></w:p>`,
  }),
};
