import { uncommonOf } from '../../fonts/commonCharacters.ts';
import type { DocumentFonts } from '../../fonts/document/documentFonts.ts';
import { inspectDocument } from '../../fonts/document/inspectDocument.ts';
import { scriptFontsFor } from '../../fonts/neededFonts.ts';
import { type MissingFont, missingFonts, replacementWarnings } from '../../fonts/replacements.ts';
import type { ScriptFont } from '../../fonts/scriptFonts.ts';
import type { ConversionWarning } from '../../warnings.ts';
import type { OfficeInput } from '../officeInput.ts';
import { canRenameFonts, renameFonts } from './renameFonts.ts';

/** The fonts of a LibreOffice. */
export interface OfficeFonts {
  /** Families of the operator's fonts, as keys of `fontKey`. */
  families: ReadonlySet<string>;
  /** Loads fonts for rare characters; undefined if LibreOffice has all of them from its start. */
  add?: (fonts: readonly ScriptFont[]) => void;
}

/** A document that LibreOffice draws with the right fonts, and what it loses. */
interface Prepared {
  input: OfficeInput;
  warnings: ConversionWarning[];
  /** Its characters that fonts may not have. */
  uncommonCharacters: number[];
}

/** Makes the fonts available that a document needs, and finds those that are replaced. */
export async function prepareFonts(input: OfficeInput, { families, add }: OfficeFonts): Promise<Prepared> {
  const found = await inspected(input.bytes);
  if (!found) return { input, warnings: [], uncommonCharacters: [] };
  if (add) add(scriptFontsFor(found.characters));
  const missing = missingFonts(found, families);
  return {
    input: await describedInput(input, missing),
    warnings: replacementWarnings(missing),
    uncommonCharacters: uncommonOf(found.characters),
  };
}

/** LibreOffice reads damaged and encrypted files that cannot be inspected. It reports the others. */
async function inspected(bytes: Uint8Array): Promise<DocumentFonts | undefined> {
  return inspectDocument(bytes).catch(() => undefined);
}

async function describedInput(input: OfficeInput, missing: readonly MissingFont[]): Promise<OfficeInput> {
  const unknown = missing.filter(({ tabled }) => !tabled);
  if (unknown.length === 0 || !canRenameFonts(input.bytes, input.extension)) return input;
  const names = new Map(unknown.map(({ name, family }) => [name, family]));
  return { ...input, bytes: await renameFonts(input.bytes, names) };
}
