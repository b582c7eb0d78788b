import { allParts, selectedParts } from '../../inputs/zipContents.ts';
import { zipParts } from '../../inputs/zipParts.ts';

/** What is removed from an OpenDocument. */
interface Removal {
  /** Part of each match, by which most documents are recognised as having none. */
  mark: string;
  /** Ends a match at the next start. A search to the end of the document from each start would take quadratic time. */
  pattern: RegExp;
}

/** Videos and sounds, which make this LibreOffice crash. */
const plugins: Removal = {
  mark: '<draw:plugin',
  pattern: /<draw:plugin(?=[\s/>])(?:[^<>]*\/>|(?:(?!<draw:plugin).)*?<\/draw:plugin>)/gs,
};
/** The sources of linked tables, which LibreOffice leaves empty without their program. */
const linkedTables: Removal = {
  mark: '<office:dde-source',
  pattern: /<office:dde-source(?=[\s/>])[^<>]*>(?:<\/office:dde-source>)?/g,
};
/** Formulas with values of other programs, in place of which LibreOffice shows an error. Their cells keep their values. */
const linkedCells: Removal = {
  mark: 'DDE(',
  pattern: /\stable:formula="(?=[^"]*\bDDE\()[^"]*"/g,
};

/** Edits a package so that LibreOffice shows all that it contains. Returns the same bytes if it does without. */
const editPackage =
  (...removals: Removal[]) =>
  async (bytes: Uint8Array): Promise<Uint8Array> => {
    const { parts } = await selectedParts(bytes, (name) => name === content, Number.POSITIVE_INFINITY);
    const given = parts.get(content);
    const edited = given && without(given, removals);
    if (!edited || edited === given) return bytes;
    return zipParts((await allParts(bytes)).set(content, edited));
  };
const content = 'content.xml';

function without(xml: Buffer, removals: readonly Removal[]): Buffer {
  const found = removals.filter(({ mark }) => xml.includes(mark));
  if (found.length === 0) return xml;
  return Buffer.from(found.reduce((text, { pattern }) => text.replace(pattern, ''), xml.toString('utf8')));
}

export const editOdt = editPackage(plugins, linkedTables);
export const editOds = editPackage(linkedCells);

/** The same for a flat text. */
export const editFodt = (bytes: Uint8Array): Uint8Array =>
  without(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), [plugins, linkedTables]);
