import { ConveyorError } from '../../errors.ts';

/** Checks a chunk of a part of a package. @throws ConveyorError */
export type Look = (chunk: Buffer) => void;

/** The checks for each part of a package. They process chunks and keep no content. */
export function partChecks(rows: number): (path: string) => Look | undefined {
  const left = { rows };
  const checks: [RegExp, () => Look][] = [
    [/^xl\/worksheets\/[^/]+\.xml$/, () => inTags([noDeclarations, rowsOfOoxml(left)])],
    [
      /^(word|xl|ppt|docProps|_rels|customXml)\/.*\.(xml|rels|vml)$|^\[Content_Types\]\.xml$/,
      () => inTags([noDeclarations]),
    ],
    [/^(content|styles|meta|settings)\.xml$/, () => inTags([noEntities, rowsOfOpenDocument(left)])],
  ];
  return (path) => checks.find(([where]) => where.test(path))?.[1]();
}

type Check = (tags: string) => void;

/** Nested entities can expand without limit. OOXML has no DOCTYPE (ECMA-376 part 1, 8.1), and OpenDocument needs no entities. */
const noDeclarations = mustNotHold(/<!(DOCTYPE|ENTITY)/i);
const noEntities = mustNotHold(/<!ENTITY/i);

function mustNotHold(declaration: RegExp): Check {
  return (tags) => {
    if (declaration.test(tags))
      throw new ConveyorError('corrupt_file', {
        detail: 'The file declares XML entities, which are not allowed.',
      });
  };
}

const ooxmlRowsAndContent = /<(?:\w+:)?(?:(row)|v|f|is)[\s/>]/g;

/** Rows of SpreadsheetML of which a cell holds anything: Excel writes rows too that only have a height or a style. */
function rowsOfOoxml(left: { rows: number }): Check {
  let isEmpty = false;
  return (tags) => {
    for (const [, isRow] of tags.matchAll(ooxmlRowsAndContent)) {
      if (!isRow && isEmpty) take(left, 1);
      isEmpty = isRow !== undefined;
    }
  };
}

/** An optional prefix of an XML name. Patterns never match beyond a tag, so that they run in linear time. */
const prefix = /(?:[^\s<>"'=/:]+:)?/.source;
const attributes = `((?:[^<>"']|"[^"<]*"|'[^'<]*')*)(>?)`;
const row = String.raw`<${prefix}table-row(?=[\s/>])${attributes}`;
const rowEnd = String.raw`(</${prefix}table-row\s*>)`;
const cell = String.raw`<${prefix}(?:covered-)?table-cell(?=[\s/>])${attributes}`;
const paragraph = String.raw`(<${prefix}p[\s/>])`;
const rowsAndContent = new RegExp([row, rowEnd, cell, paragraph].join('|'), 'g');
const filled = new RegExp(String.raw`\s${prefix}(?:(?:\w+-)?value|formula)\s*=`);

/**
 * Rows of OpenDocument, and as many as each is repeated if one of its cells holds anything. Excel and LibreOffice write the rest
 * of a sheet as one empty row that is repeated, in the middle of a sheet too. What stands outside of rows, such as the
 * values of filters and of conditional formats, fills none.
 */
function rowsOfOpenDocument(left: { rows: number }): Check {
  /** For each row that is open, how often it is repeated; 0 once it was counted. */
  const open: number[] = [];
  const fill = () => {
    const repeated = open.pop();
    if (repeated === undefined) return;
    take(left, repeated);
    open.push(0);
  };
  return (tags) => {
    for (const [, ofRow, end, isEnd, ofCell, , isParagraph] of tags.matchAll(rowsAndContent)) {
      if (ofRow !== undefined) {
        if (!end) throw new ConveyorError('corrupt_file', { detail: 'The tag of a row has no end.' });
        if (!ofRow.endsWith('/')) open.push(timesOf(ofRow));
      } else if (isEnd) open.pop();
      else if (isParagraph || filled.test(ofCell ?? '')) fill();
    }
  };
}

function timesOf(attributes: string): number {
  return Number(/number-rows-repeated\s*=\s*["'](\d+)/.exec(attributes)?.[1] ?? 1);
}

function take(left: { rows: number }, rows: number): void {
  left.rows -= rows;
  if (left.rows < 0) throw new ConveyorError('too_many_rows');
}

/** The longest tag that is recognised across chunks; the end of a longer one is ignored. */
const longestTag = 64 * 1024;

/** Calls the checks with complete tags, in any encoding of XML. */
function inTags(checks: Check[]): Look {
  let rest = '';
  return (chunk) => {
    const text = rest + chunk.toString('latin1').replaceAll('\0', '');
    const cut = Math.max(0, text.lastIndexOf('<'), text.length - longestTag);
    for (const check of checks) check(text.slice(0, cut));
    rest = text.slice(cut);
  };
}
