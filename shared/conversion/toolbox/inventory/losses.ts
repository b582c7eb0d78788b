import type { FormatName } from '../../formats/formats.ts';
import type { ObjectKind } from './objects.ts';

/** A set of conversions. */
interface Conversions {
  /** All formats if absent. */
  from?: readonly FormatName[];
  /** All formats if absent. */
  to?: readonly FormatName[];
}

const printed = ['pdf', 'png', 'jpeg', 'webp'] as const;
const sheets = ['xlsx', 'xls', 'ods'] as const;
const presentations = ['pptx', 'ppsx', 'ppt', 'odp'] as const;
const texts = ['docx', 'doc', 'odt', 'fodt', 'rtf'] as const;

/**
 * The conversions that lose each kind of object. Each was found by converting a document with the object, and looking at the
 * page of the result: the tests in `test/corpus` repeat it. CSV holds no pictures and plain text only text, so pictures are not
 * listed for them.
 */
const losses: Readonly<Record<ObjectKind, readonly Conversions[]>> = {
  chart: [{ from: texts, to: ['doc', 'rtf', 'html', 'txt'] }, { to: ['csv', 'ppt'] }],
  modernChart: [{}],
  formula: [
    { to: ['doc', 'csv'] },
    { from: ['ods'], to: ['xlsx', 'xls'] },
    { from: ['xlsx'] },
    { from: presentations, to: ['pptx', 'ppt'] },
  ],
  object: [
    { to: ['txt', 'csv'] },
    { from: ['docx', 'odt', 'fodt'], to: ['rtf'] },
    { from: ['docx'], to: ['doc'] },
    { from: ['ods'], to: ['xlsx'] },
  ],
  bareObject: [{}],
  control: [{}],
  drawnControl: [{ from: ['docx'], to: ['rtf'] }, { to: ['txt', 'csv'] }],
  dropDown: [{ to: ['html', 'txt'] }],
  diagram: [{ from: texts, to: ['doc', 'rtf', 'html', 'txt'] }, { to: ['csv', 'xls'] }],
  bareDiagram: [{}],
  plainDiagram: [{}],
  textBox: [{ to: ['csv'] }],
  sparkline: [{}],
  slicer: [{}],
  conditionalFormat: [{ to: ['xls'] }],
  xmlCondition: [{}],
  xmlValidation: [{ to: sheets }],
  xmlPivot: [{ to: sheets }],
  media: [{}],
  tiff: [
    { from: ['doc', 'ppt'], to: [...printed, 'html', ...texts, ...sheets, ...presentations] },
    { to: ['doc', 'rtf', 'xls', 'ppt'] },
  ],
  svg: [{ to: ['doc', 'rtf', 'xls', 'ppt'] }],
  webp: [{ to: ['doc', 'rtf', 'xls', 'ppt'] }],
  comment: [{ to: [...printed, 'txt', 'csv'] }, { from: [...texts, ...presentations], to: ['html'] }],
};

/** Whether a conversion loses a kind of object. */
export function isLost(kind: ObjectKind, from: FormatName, to: FormatName): boolean {
  return losses[kind].some((each) => (each.from?.includes(from) ?? true) && (each.to?.includes(to) ?? true));
}

/** Whether a target format shows pages, on which hidden sheets and slides do not appear. */
export const isPrinted = (to: FormatName): boolean =>
  (printed as readonly FormatName[]).includes(to) || to === 'txt' || to === 'html';
