import type { FormatName } from '../../../shared/conversion/formats/formats.ts';
import { colours } from '../build/marks.ts';
import { openOf } from '../build/open.ts';
import { slidesOf } from '../build/slides.ts';
import { wordOf } from '../build/word.ts';
import { workbookOf } from '../build/workbook.ts';
import type { CorpusDocument, Evidence } from '../document.ts';
import { openObjects } from './openObjects.ts';
import { sheetObjects } from './sheetObjects.ts';
import { slideObjects } from './slideObjects.ts';
import { wordObjects } from './wordObjects.ts';

const chart: Evidence = { words: ['Books sold'] };
const formula: Evidence = { words: ['E', '=', 'm'] };
const diagram: Evidence = { words: ['Plan', 'Build'] };
const object: Evidence = { colour: colours.object };
const picture: Evidence = { colour: colours.picture };
const box: Evidence = { words: ['In a box'] };
const comment: Evidence = { words: ['Is that so?'], comments: true };
/** The same in a sheet, whose drawings are pictures in HTML. */
const onSheet = (shows: Evidence): Evidence => ({ ...shows, drawnInHtml: true });
/** Nothing shows it: every result has a warning. */
const nothing: Evidence = { colour: '#123456' };

const everyTarget: readonly FormatName[] = [
  'pdf',
  'docx',
  'doc',
  'odt',
  'rtf',
  'html',
  'txt',
  'xlsx',
  'xls',
  'ods',
  'csv',
  'pptx',
  'ppt',
  'odp',
];

/** Each object, what shows it, and the targets that warn instead. `all` stands for every target. */
type Row = [shows: Evidence, ...warned: (FormatName | 'all')[]];

const word: Record<string, Row> = {
  chart: [chart, 'doc', 'rtf', 'html', 'txt'],
  formula: [formula, 'doc'],
  'ole with preview': [{ words: ['Inside'], drawnInHtml: true }, 'doc', 'rtf', 'txt'],
  'ole without preview': [nothing, 'all'],
  'smartart drawn': [diagram, 'doc', 'rtf', 'html', 'txt'],
  'smartart not drawn': [nothing, 'all'],
  'content controls': [{ words: ['Northtown', 'Agreed', '3 May 2026'] }],
  'legacy fields': [{ words: ['Ada Example', 'Agreed', 'Northtown'] }, 'html', 'txt'],
  activex: [object, 'rtf', 'txt'],
  comment: [comment, 'pdf', 'html', 'txt'],
  picture: [picture],
  svg: [picture, 'doc', 'rtf'],
  tiff: [picture, 'doc', 'rtf'],
  webp: [picture, 'doc', 'rtf'],
  'linked picture': [nothing, 'all'],
  video: [picture],
  textbox: [box],
};
const sheet: Record<string, Row> = {
  chart: [onSheet(chart), 'csv'],
  picture: [picture],
  svg: [picture, 'xls'],
  tiff: [picture, 'xls'],
  webp: [picture, 'xls'],
  'linked picture': [nothing, 'all'],
  'smartart drawn': [onSheet(diagram), 'xls', 'csv'],
  'smartart not drawn': [nothing, 'all'],
  ...Object.fromEntries(
    ['checkbox', 'drop-down', 'listbox', 'button', 'spinner', 'scrollbar', 'radio', 'groupbox'].map(
      (name): [string, Row] => [name, [nothing, 'all']],
    ),
  ),
  'ole with preview': [object, 'csv', 'txt'],
  comment: [comment, 'pdf', 'csv', 'txt'],
  sparkline: [nothing, 'all'],
  textbox: [onSheet(box), 'csv'],
  formula: [nothing, 'all'],
};
const slide: Record<string, Row> = {
  chart: [chart, 'ppt'],
  picture: [picture],
  svg: [picture, 'ppt'],
  tiff: [picture, 'ppt'],
  webp: [picture, 'ppt'],
  'linked picture': [nothing, 'all'],
  'smartart drawn': [diagram],
  'smartart not drawn': [diagram, 'all'],
  'ole with preview': [object, 'txt'],
  'ole without preview': [nothing, 'all'],
  formula: [formula, 'ppt'],
  video: [nothing, 'all'],
  audio: [nothing, 'all'],
  comment: [comment, 'pdf', 'html', 'txt'],
};
const controls = Object.fromEntries(
  ['checkbox', 'text field', 'listbox', 'button', 'radio'].map((name): [string, Row] => [
    name,
    [nothing, 'all'],
  ]),
);
const open: Record<'odt' | 'ods' | 'odp', Record<string, Row>> = {
  odt: {
    ...controls,
    formula: [formula, 'doc'],
    'ole with preview': [object, 'rtf', 'txt'],
    'ole without preview': [nothing, 'all'],
    picture: [picture],
    svg: [picture, 'doc', 'rtf'],
    tiff: [picture, 'doc', 'rtf'],
    'linked picture': [nothing, 'all'],
    video: [nothing, 'all'],
    textbox: [box],
    comment: [comment, 'pdf', 'html', 'txt'],
  },
  ods: {
    ...controls,
    formula: [onSheet(formula), 'xlsx', 'xls', 'csv'],
    'ole with preview': [object, 'xlsx', 'csv', 'txt'],
    'ole without preview': [nothing, 'all'],
    picture: [picture],
    svg: [picture, 'xls'],
    tiff: [picture, 'xls'],
    'linked picture': [nothing, 'all'],
    video: [nothing, 'all'],
    textbox: [onSheet(box), 'csv'],
    comment: [comment, 'pdf', 'csv', 'txt'],
  },
  odp: {
    ...controls,
    formula: [formula, 'pptx', 'ppt'],
    'ole with preview': [object, 'txt'],
    'ole without preview': [nothing, 'all'],
    picture: [picture],
    svg: [picture, 'ppt'],
    tiff: [picture, 'ppt'],
    'linked picture': [nothing, 'all'],
    video: [nothing, 'all'],
    textbox: [box],
    comment: [comment, 'pdf', 'html', 'txt'],
  },
};

export const objectDocuments: readonly CorpusDocument[] = [
  ...documents('docx', word, async (name) => wordOf((await wordObjects[name]?.()) ?? { body: '' })),
  ...documents('xlsx', sheet, async (name) => workbookOf((await sheetObjects[name]?.()) ?? {})),
  ...documents('pptx', slide, async (name) => slidesOf((await slideObjects[name]?.()) ?? { shapes: '' })),
  ...(['odt', 'ods', 'odp'] as const).flatMap((format) =>
    documents(format, open[format], async (name) => openOf(format, (await openObjects[name]?.()) ?? {})),
  ),
];

function documents(
  format: FormatName,
  rows: Record<string, Row>,
  make: (name: string) => Promise<Uint8Array>,
): CorpusDocument[] {
  return Object.entries(rows).map(([feature, [shows, ...warned]]) => ({
    feature,
    format,
    make: () => make(feature),
    shows,
    warned: warned.includes('all') ? everyTarget : (warned as FormatName[]),
  }));
}
