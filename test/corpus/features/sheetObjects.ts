import { type Cell, docx, paragraph, type Relation } from '../../conversion/ooxml.ts';
import { colours, picture } from '../build/marks.ts';
import {
  chart,
  chartGraphic,
  image,
  linkedImage,
  type PackagedObject,
  type PictureFormat,
} from '../build/objects.ts';
import { office, type Part, xml } from '../build/package.ts';
import { smartArt, smartArtGraphic } from '../build/smartArt.ts';

export interface SheetContent {
  rows?: Cell[][];
  /** Elements after `sheetData`. */
  after?: string;
  /** Elements before `sheetData`. */
  before?: string;
  relations?: Relation[];
  parts?: Record<string, Part>;
}

const anchored = (inside: string) =>
  `<xdr:twoCellAnchor><xdr:from><xdr:col>0</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>4</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:to><xdr:col>4</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>14</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to>${inside}<xdr:clientData/></xdr:twoCellAnchor>`;
const graphicFrame = (graphic: string) =>
  `<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="2" name="Object 1"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm><a:off x="0" y="0"/><a:ext cx="3000000" cy="1500000"/></xdr:xfrm>${graphic}</xdr:graphicFrame>`;
const pictureFrame = (blip: string) =>
  `<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="3" name="Picture 1"/><xdr:cNvPicPr/></xdr:nvPicPr><xdr:blipFill><a:blip ${blip}/><a:stretch><a:fillRect/></a:stretch></xdr:blipFill><xdr:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="3000000" cy="1500000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:pic>`;
const ns = `xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" xmlns:a14="http://schemas.microsoft.com/office/drawing/2010/main" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"`;

function drawing(
  inside: string,
  { relations, parts }: PackagedObject = { relations: [], parts: {} },
): SheetContent {
  return {
    after: '<drawing r:id="rId1"/>',
    relations: [['rId1', 'drawing', '../drawings/drawing1.xml']],
    parts: {
      'xl/drawings/drawing1.xml': {
        type: `${office}.drawing+xml`,
        content: `${xml}<xdr:wsDr ${ns}>${anchored(inside)}</xdr:wsDr>`,
        relations,
      },
      ...parts,
    },
  };
}
const pictured = async (format: PictureFormat): Promise<SheetContent> =>
  drawing(pictureFrame('r:embed="rId9"'), await image('xl', format));
const vml = (shape: string) =>
  `<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shapetype id="_x0000_t201" coordsize="21600,21600" o:spt="201" path="m,l,21600r21600,l21600,xe"/>${shape}</xml>`;
const control = (type: string, clientData: string, prop: string): SheetContent => ({
  after:
    '<legacyDrawing r:id="rId1"/><mc:AlternateContent><mc:Choice Requires="x14"><controls><mc:AlternateContent><mc:Choice Requires="x14"><control shapeId="1025" r:id="rId2" name="Control 1"><controlPr defaultSize="0" autoFill="0" autoLine="0" autoPict="0"><anchor moveWithCells="1"><from><xdr:col>0</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>4</xdr:row><xdr:rowOff>0</xdr:rowOff></from><to><xdr:col>2</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>6</xdr:row><xdr:rowOff>0</xdr:rowOff></to></anchor></controlPr></control></mc:Choice></mc:AlternateContent></controls></mc:Choice></mc:AlternateContent>',
  relations: [
    ['rId1', 'vmlDrawing', '../drawings/vmlDrawing1.vml'],
    ['rId2', 'ctrlProp', '../ctrlProps/ctrlProp1.xml'],
  ],
  parts: {
    'xl/drawings/vmlDrawing1.vml': {
      content: vml(
        `<v:shape id="_x0000_s1025" type="#_x0000_t201" style="position:absolute;margin-left:0;margin-top:60pt;width:100pt;height:24pt" ${type === 'Button' ? 'fillcolor="#f0f0f0"' : ''}><v:textbox><div><font face="Tahoma" size="160">Agreed</font></div></v:textbox><x:ClientData ObjectType="${type}"><x:Anchor>0,0,4,0,2,0,6,0</x:Anchor>${clientData}</x:ClientData></v:shape>`,
      ),
    },
    'xl/ctrlProps/ctrlProp1.xml': {
      type: 'application/vnd.ms-excel.controlproperties+xml',
      content: `${xml}<formControlPr xmlns="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" objectType="${prop}"/>`,
    },
  },
});

export const sheetObjects: Record<string, () => Promise<SheetContent>> = {
  chart: async () => drawing(graphicFrame(chartGraphic), chart('xl')),
  picture: () => pictured('png'),
  svg: () => pictured('svg'),
  tiff: () => pictured('tiff'),
  webp: () => pictured('webp'),
  'linked picture': async () => drawing(pictureFrame('r:link="rId9"'), linkedImage),
  'smartart drawn': async () => drawing(graphicFrame(smartArtGraphic), smartArt('xl', true)),
  'smartart not drawn': async () => drawing(graphicFrame(smartArtGraphic), smartArt('xl', false)),
  checkbox: async () => control('Checkbox', '<x:Checked>1</x:Checked>', 'CheckBox'),
  'drop-down': async () => control('Drop', '<x:FmlaRange>$A$1:$A$2</x:FmlaRange><x:Sel>1</x:Sel>', 'Drop'),
  listbox: async () => control('List', '<x:FmlaRange>$A$1:$A$2</x:FmlaRange><x:Sel>1</x:Sel>', 'List'),
  button: async () => control('Button', '', 'Button'),
  spinner: async () => control('Spin', '<x:Val>3</x:Val><x:Min>0</x:Min><x:Max>9</x:Max>', 'Spin'),
  scrollbar: async () => control('Scroll', '<x:Val>3</x:Val><x:Min>0</x:Min><x:Max>9</x:Max>', 'Scroll'),
  radio: async () => control('Radio', '<x:Checked>1</x:Checked>', 'Radio'),
  groupbox: async () => control('GBox', '', 'GBox'),
  'ole with preview': async () => ({
    after:
      '<legacyDrawing r:id="rId1"/><oleObjects><oleObject progId="Word.Document.12" shapeId="1025" r:id="rId2"/></oleObjects>',
    relations: [
      ['rId1', 'vmlDrawing', '../drawings/vmlDrawing1.vml'],
      ['rId2', 'package', '../embeddings/text.docx'],
    ],
    parts: {
      'xl/drawings/vmlDrawing1.vml': {
        content: vml(
          '<v:shape id="_x0000_s1025" type="#_x0000_t75" style="position:absolute;margin-left:0;margin-top:60pt;width:100pt;height:60pt"><v:imagedata o:relid="rId1"/><x:ClientData ObjectType="Pict"><x:Anchor>0,0,4,0,2,0,8,0</x:Anchor></x:ClientData></v:shape>',
        ),
        relations: [['rId1', 'image', '../media/preview.png']],
      },
      'xl/media/preview.png': { content: await picture(colours.object) },
      'xl/embeddings/text.docx': { content: await docx(paragraph('Inside')) },
    },
  }),
  comment: async () => ({
    after: '<legacyDrawing r:id="rId1"/>',
    relations: [
      ['rId1', 'vmlDrawing', '../drawings/vmlDrawing1.vml'],
      ['rId2', 'comments', '../comments1.xml'],
    ],
    parts: {
      'xl/drawings/vmlDrawing1.vml': {
        content: vml(
          '<v:shape id="_x0000_s1025" type="#_x0000_t202" style="position:absolute;margin-left:59.25pt;margin-top:1.5pt;width:108pt;height:59.25pt;visibility:hidden"><x:ClientData ObjectType="Note"><x:Anchor>1,15,0,2,3,15,3,16</x:Anchor><x:Row>0</x:Row><x:Column>0</x:Column></x:ClientData></v:shape>',
        ),
      },
      'xl/comments1.xml': {
        type: `${office}.spreadsheetml.comments+xml`,
        content: `${xml}<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors><author>Ada</author></authors><commentList><comment ref="A1" authorId="0"><text><r><t>Is that so?</t></r></text></comment></commentList></comments>`,
      },
    },
  }),
  sparkline: async () => ({
    rows: [[1, 5, 2, 8]],
    after:
      '<extLst><ext xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" uri="{05C60535-1F16-4fd2-B633-F4F36F0B64E0}"><x14:sparklineGroups xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><x14:sparklineGroup><x14:colorSeries rgb="FF7C3AED"/><x14:sparklines><x14:sparkline><xm:f>Sheet1!A1:D1</xm:f><xm:sqref>E1</xm:sqref></x14:sparkline></x14:sparklines></x14:sparklineGroup></x14:sparklineGroups></ext></extLst>',
  }),
  textbox: async () =>
    drawing(
      '<xdr:sp macro="" textlink=""><xdr:nvSpPr><xdr:cNvPr id="2" name="Box"/><xdr:cNvSpPr txBox="1"/></xdr:nvSpPr><xdr:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="3000000" cy="1500000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:srgbClr val="7C3AED"/></a:solidFill></xdr:spPr><xdr:txBody><a:bodyPr/><a:p><a:r><a:rPr lang="en-US"/><a:t>In a box</a:t></a:r></a:p></xdr:txBody></xdr:sp>',
    ),
  formula: async () =>
    drawing(
      '<mc:AlternateContent><mc:Choice Requires="a14"><xdr:sp macro="" textlink=""><xdr:nvSpPr><xdr:cNvPr id="2" name="Formula"/><xdr:cNvSpPr txBox="1"/></xdr:nvSpPr><xdr:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="3000000" cy="1500000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr><xdr:txBody><a:bodyPr/><a:p><a14:m><m:oMathPara><m:oMath><m:r><m:t>E=m</m:t></m:r><m:sSup><m:e><m:r><m:t>c</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath></m:oMathPara></a14:m></a:p></xdr:txBody></xdr:sp></mc:Choice></mc:AlternateContent>',
    ),
};
