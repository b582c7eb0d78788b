import { slidesOf } from '../build/slides.ts';
import type { CorpusDocument, Evidence } from '../document.ts';

const place = '<a:off x="1200000" y="1700000"/><a:ext cx="6000000" cy="2400000"/>';
const shape = (paragraphs: string, properties = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>') =>
  `<p:sp><p:nvSpPr><p:cNvPr id="7" name="Shape"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm>${place}</a:xfrm>${properties}</p:spPr><p:txBody><a:bodyPr/><a:lstStyle/>${paragraphs}</p:txBody></p:sp>`;
const line = (text: string, properties = '', run = '') =>
  `<a:p><a:pPr ${properties}/><a:r><a:rPr lang="en-US" ${run}/><a:t>${text}</a:t></a:r></a:p>`;
const cell = (text: string) =>
  `<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>${line(text)}</a:txBody><a:tcPr/></a:tc>`;
const violet = '<a:solidFill><a:srgbClr val="7C3AED"/></a:solidFill>';

const features: Record<string, [shapes: string, shows: Evidence]> = {
  'text box': [shape(line('North')), { words: ['North'] }],
  'filled shape': [
    shape(line('North'), `<a:prstGeom prst="ellipse"><a:avLst/></a:prstGeom>${violet}`),
    { words: ['North'], colour: '#7c3aed' },
  ],
  bullets: [
    shape(`<a:p><a:pPr><a:buChar char="•"/></a:pPr><a:r><a:t>North</a:t></a:r></a:p>`),
    { words: ['North'] },
  ],
  'right-to-left': [shape(line('שלום', 'rtl="1"')), {}],
  'vertical text': [
    shape(line('North')).replace('<a:bodyPr/>', '<a:bodyPr vert="vert270"/>'),
    { words: ['North'] },
  ],
  table: [
    `<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="9" name="T"/><p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr><p:xfrm>${place}</p:xfrm><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/table"><a:tbl><a:tblGrid><a:gridCol w="3000000"/><a:gridCol w="3000000"/></a:tblGrid><a:tr h="600000">${cell('North')}${cell('12')}</a:tr></a:tbl></a:graphicData></a:graphic></p:graphicFrame>`,
    { words: ['North', '12'] },
  ],
  group: [
    `<p:grpSp><p:nvGrpSpPr><p:cNvPr id="6" name="G"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>${place}<a:chOff x="1200000" y="1700000"/><a:chExt cx="6000000" cy="2400000"/></a:xfrm></p:grpSpPr>${shape(line('Inside'))}</p:grpSp>`,
    { words: ['Inside'] },
  ],
  'slide number': [
    shape(
      '<a:p><a:r><a:t>Slide </a:t></a:r><a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum"><a:rPr lang="en-US"/><a:t>1</a:t></a:fld></a:p>',
    ),
    { words: ['Slide 1'] },
  ],
  japanese: [shape(line('日本語')), { words: ['日本語'] }],
  gradient: [
    shape(
      line('North'),
      '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:gradFill><a:gsLst><a:gs pos="0"><a:srgbClr val="7C3AED"/></a:gs><a:gs pos="100000"><a:srgbClr val="FFFFFF"/></a:gs></a:gsLst><a:lin ang="0"/></a:gradFill>',
    ),
    { words: ['North'] },
  ],
};

export const slideText: readonly CorpusDocument[] = Object.entries(features).map(
  ([feature, [shapes, shows]]) => ({
    feature,
    format: 'pptx',
    make: () => slidesOf({ shapes }),
    shows,
  }),
);
