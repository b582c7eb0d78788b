import { ConveyorError } from '../../errors.ts';

/** Checks a chunk of a part of a package. @throws ConveyorError */
export type ChunkCheck = (chunk: Buffer) => void;

/** The checks for each part of a package. They process chunks and keep no content. */
export function partChecks(rows: number): (path: string) => ChunkCheck | undefined {
  const remaining = { rows };
  const checks: [RegExp, () => ChunkCheck][] = [
    [/^xl\/worksheets\/[^/]+\.xml$/, () => inTags([noDeclarations, rowsOfOoxml(remaining)])],
    [
      /^(word|xl|ppt|docProps|_rels|customXml)\/.*\.(xml|rels|vml)$|^\[Content_Types\]\.xml$/,
      () => inTags([noDeclarations]),
    ],
    [/^(content|styles|meta|settings)\.xml$/, () => inTags([noEntities, rowsOfOpenDocument(remaining)])],
  ];
  return (path) => checks.find(([pattern]) => pattern.test(path))?.[1]();
}

type TagCheck = (tags: string) => void;

/** Nested entities can expand without limit. OOXML has no DOCTYPE (ECMA-376 part 1, 8.1), and OpenDocument needs no entities. */
const noDeclarations = rejectDeclaration(/<!(DOCTYPE|ENTITY)/i);
const noEntities = rejectDeclaration(/<!ENTITY/i);

function rejectDeclaration(declaration: RegExp): TagCheck {
  return (tags) => {
    if (declaration.test(tags))
      throw new ConveyorError('corrupt_file', {
        detail: 'The file declares XML entities, which are not allowed.',
      });
  };
}

const ooxmlRowsAndContent = /<(?:\w+:)?(?:(row)|v|f|is)[\s/>]/g;

/** Counts the rows of SpreadsheetML that have content. Excel also writes rows that only have a height or a style. */
function rowsOfOoxml(remaining: { rows: number }): TagCheck {
  let isEmpty = false;
  return (tags) => {
    for (const [, isRow] of tags.matchAll(ooxmlRowsAndContent)) {
      if (!isRow && isEmpty) countRows(remaining, 1);
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
const cellContent = new RegExp(String.raw`\s${prefix}(?:(?:\w+-)?value|formula)\s*=`);

/**
 * Counts the rows of OpenDocument that have content, including their repetitions. Excel and LibreOffice write empty rows, also
 * between others, as one repeated row. Values outside rows, such as those of filters and conditional formats, do not count.
 */
function rowsOfOpenDocument(remaining: { rows: number }): TagCheck {
  /** The number of repetitions of each open row; 0 after it has been counted. */
  const open: number[] = [];
  const countOpenRow = () => {
    const repeated = open.pop();
    if (repeated === undefined) return;
    countRows(remaining, repeated);
    open.push(0);
  };
  return (tags) => {
    for (const [, ofRow, end, isEnd, ofCell, , isParagraph] of tags.matchAll(rowsAndContent)) {
      if (ofRow !== undefined) {
        if (!end) throw new ConveyorError('corrupt_file', { detail: 'The tag of a row is not closed.' });
        if (!ofRow.endsWith('/')) open.push(repetitionsOf(ofRow));
      } else if (isEnd) open.pop();
      else if (isParagraph || cellContent.test(ofCell ?? '')) countOpenRow();
    }
  };
}

function repetitionsOf(attributes: string): number {
  return Number(/number-rows-repeated\s*=\s*["'](\d+)/.exec(attributes)?.[1] ?? 1);
}

function countRows(remaining: { rows: number }, rows: number): void {
  remaining.rows -= rows;
  if (remaining.rows < 0) throw new ConveyorError('too_many_rows');
}

/** The longest tag that is recognised across chunks; the end of a longer one is ignored. */
const longestTag = 64 * 1024;

/** Calls the checks with complete tags, in any encoding of XML. */
function inTags(checks: TagCheck[]): ChunkCheck {
  let tail = '';
  return (chunk) => {
    const text = tail + chunk.toString('latin1').replaceAll('\0', '');
    const cut = Math.max(0, text.lastIndexOf('<'), text.length - longestTag);
    for (const check of checks) check(text.slice(0, cut));
    tail = text.slice(cut);
  };
}
