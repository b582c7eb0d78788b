import type { Relation } from '../../conversion/ooxml.ts';
import { colours } from './marks.ts';
import { type Folder, type PackagedObject, pathTo } from './objects.ts';
import { xml } from './package.ts';

const dgm =
  'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
const type = (kind: string) => `application/vnd.openxmlformats-officedocument.drawingml.${kind}+xml`;
const point = (id: number, text: string, kind = 'node') =>
  `<dgm:pt modelId="${id}" type="${kind}"><dgm:prSet/><dgm:spPr/><dgm:t><a:bodyPr/><a:lstStyle/><a:p><a:r><a:rPr lang="en-US"/><a:t>${text}</a:t></a:r></a:p></dgm:t></dgm:pt>`;

/** The graphic of SmartArt in a frame. */
export const smartArtGraphic =
  '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/diagram"><dgm:relIds r:dm="dm" r:lo="lo" r:qs="qs" r:cs="cs"/></a:graphicData></a:graphic>';

/**
 * SmartArt with the texts Plan and Build (ECMA-376 part 1, 21.4).
 * @param drawn whether the package has the drawing that Office adds for other programs ([MS-ODRAWXML] 2.4)
 */
export function smartArt(folder: Folder, drawn: boolean): PackagedObject {
  const relations = drawn ? [...definition, drawingRelation] : definition;
  return {
    relations: relations.map(([id, kind, part]) => [id, kind, `${pathTo(folder)}diagrams/${part}`]),
    parts: partsOf(folder, drawn),
  };
}

const definition: Relation[] = [
  ['dm', 'diagramData', 'data1.xml'],
  ['lo', 'diagramLayout', 'layout1.xml'],
  ['qs', 'diagramQuickStyle', 'quickStyle1.xml'],
  ['cs', 'diagramColors', 'colors1.xml'],
];
const drawingRelation: Relation = [
  'dr',
  'http://schemas.microsoft.com/office/2007/relationships/diagramDrawing',
  'drawing1.xml',
];

function partsOf(folder: Folder, drawn: boolean): PackagedObject['parts'] {
  const drawing = `${xml}<dsp:drawing xmlns:dsp="http://schemas.microsoft.com/office/drawing/2008/diagram" ${dgm}><dsp:spTree><dsp:nvGrpSpPr><dsp:cNvPr id="0" name=""/><dsp:cNvGrpSpPr/></dsp:nvGrpSpPr><dsp:grpSpPr/>${[
    'Plan',
    'Build',
  ]
    .map(
      (text, index) =>
        `<dsp:sp modelId="{0000000${index}-0000-0000-0000-000000000000}"><dsp:nvSpPr><dsp:cNvPr id="0" name=""/><dsp:cNvSpPr/></dsp:nvSpPr><dsp:spPr><a:xfrm><a:off x="${index * 1900000}" y="0"/><a:ext cx="1700000" cy="900000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:srgbClr val="${colours.object.slice(1)}"/></a:solidFill></dsp:spPr><dsp:txBody><a:bodyPr/><a:lstStyle/><a:p><a:r><a:rPr lang="en-US"/><a:t>${text}</a:t></a:r></a:p></dsp:txBody></dsp:sp>`,
    )
    .join('')}</dsp:spTree></dsp:drawing>`;
  const extension = drawn
    ? '<dgm:extLst><a:ext uri="http://schemas.microsoft.com/office/drawing/2008/diagram"><dsp:dataModelExt xmlns:dsp="http://schemas.microsoft.com/office/drawing/2008/diagram" relId="dr" minVer="http://schemas.openxmlformats.org/drawingml/2006/diagram"/></a:ext></dgm:extLst>'
    : '';
  return {
    [`${folder}/diagrams/data1.xml`]: {
      type: type('diagramData'),
      content: `${xml}<dgm:dataModel ${dgm}><dgm:ptLst>${point(1, '', 'doc')}${point(2, 'Plan')}${point(3, 'Build')}</dgm:ptLst><dgm:cxnLst><dgm:cxn modelId="4" srcId="1" destId="2" srcOrd="0" destOrd="0"/><dgm:cxn modelId="5" srcId="1" destId="3" srcOrd="1" destOrd="0"/></dgm:cxnLst><dgm:bg/><dgm:whole/>${extension}</dgm:dataModel>`,
    },
    [`${folder}/diagrams/layout1.xml`]: {
      type: type('diagramLayout'),
      content: `${xml}<dgm:layoutDef ${dgm} uniqueId="urn:microsoft.com/office/officeart/2005/8/layout/default"><dgm:title val=""/><dgm:desc val=""/><dgm:catLst/><dgm:layoutNode name="diagram"><dgm:alg type="snake"/><dgm:shape r:blip=""><dgm:adjLst/></dgm:shape><dgm:presOf/><dgm:forEach name="a" axis="ch" ptType="node"><dgm:layoutNode name="node"><dgm:alg type="tx"/><dgm:shape type="rect" r:blip=""><dgm:adjLst/></dgm:shape><dgm:presOf axis="desOrSelf" ptType="node"/></dgm:layoutNode></dgm:forEach></dgm:layoutNode></dgm:layoutDef>`,
    },
    [`${folder}/diagrams/quickStyle1.xml`]: {
      type: type('diagramStyle'),
      content: `${xml}<dgm:styleDef ${dgm} uniqueId="urn:microsoft.com/office/officeart/2005/8/quickstyle/simple1"/>`,
    },
    [`${folder}/diagrams/colors1.xml`]: {
      type: type('diagramColors'),
      content: `${xml}<dgm:colorsDef ${dgm} uniqueId="urn:microsoft.com/office/officeart/2005/8/colors/accent1_2"/>`,
    },
    ...(drawn && {
      [`${folder}/diagrams/drawing1.xml`]: {
        type: 'application/vnd.ms-office.drawingml.diagramDrawing+xml',
        content: drawing,
      },
    }),
  };
}
