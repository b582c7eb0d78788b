import type { Converter } from '../../shared/conversion/converter.ts';
import type { FormatName } from '../../shared/conversion/formats/formats.ts';
import { stepsSchema } from '../../shared/conversion/steps/steps.ts';
import type { ConversionWarning, WarningCode } from '../../shared/conversion/warnings.ts';
import { ConveyorError } from '../../shared/errors.ts';
import { hasColour, renderPage } from '../conversion/pixels.ts';
import { readPdf } from '../conversion/readPdf.ts';
import { never } from '../conversion/sample.ts';
import type { CorpusDocument, Evidence } from './document.ts';

/** What became of a feature. `lost` is the one that must not happen: the result lacks it, and nothing says so. */
export type Outcome = 'kept' | 'warned' | 'refused' | 'lost';

/** Codes of warnings that something is missing. */
const lossCodes: readonly WarningCode[] = [
  'object_not_drawn',
  'comments_dropped',
  'resource_not_loaded',
  'macros_dropped',
];

/** The outcome that a document declares. */
export const declared = ({ warned = [] }: CorpusDocument, to: FormatName): Outcome =>
  warned.includes(to) ? 'warned' : 'kept';

/** Converts a document, and looks for its feature in the result. */
export async function outcomeOf(
  { format, make, shows }: CorpusDocument,
  to: FormatName,
  converter: Pick<Converter, 'convert'>,
): Promise<Outcome> {
  try {
    const { bytes, warnings } = await convert(converter, `document.${format}`, await make(), to);
    if (warnings.some(({ code }) => lossCodes.includes(code))) return 'warned';
    return (await isShown(shows, bytes, to, converter)) ? 'kept' : 'lost';
  } catch (error) {
    if (error instanceof ConveyorError && !error.retryable) return 'refused';
    throw error;
  }
}

async function convert(
  converter: Pick<Converter, 'convert'>,
  name: string,
  bytes: Uint8Array,
  to: FormatName,
  exportNotes?: true,
): Promise<{ bytes: Uint8Array; warnings: ConversionWarning[] }> {
  const steps = stepsSchema.parse([{ type: 'convert', to, ...(exportNotes && { exportNotes }) }]);
  const { files, warnings } = await converter.convert({ files: [{ name, bytes }], steps, signal: never });
  return { bytes: files[0]?.bytes ?? new Uint8Array(), warnings };
}

async function isShown(
  { words = [], not = [], colour, drawnInHtml, comments }: Evidence,
  bytes: Uint8Array,
  to: FormatName,
  converter: Pick<Converter, 'convert'>,
): Promise<boolean> {
  if (to === 'html' && drawnInHtml) return Buffer.from(bytes).includes('<img');
  if (to === 'txt' || to === 'csv' || to === 'html') return holds(textOf(bytes, to), words, not);
  const pdf =
    to === 'pdf' ? bytes : (await convert(converter, `document.${to}`, bytes, 'pdf', comments)).bytes;
  if (comments) return /\/Subtype ?\/Text\b/.test(Buffer.from(pdf).toString('latin1'));
  const text = (await readPdf(pdf)).text;
  return holds(text, words, not) && (colour === undefined || hasColour(await renderPage(pdf), colour));
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };

function textOf(bytes: Uint8Array, to: FormatName): string {
  const text = Buffer.from(bytes).toString('utf8');
  if (to !== 'html') return text;
  return text.replace(/<[^>]*>/g, '').replace(/&(\w+);/g, (whole, name: string) => entities[name] ?? whole);
}

/** Whether a text has all words in their order. */
function holds(text: string, words: readonly string[], not: readonly string[]): boolean {
  const bare = (value: string) => value.normalize('NFKC').replace(/\s+/g, '');
  const whole = bare(text);
  let from = 0;
  const found = words.every((word) => {
    const at = whole.indexOf(bare(word), from);
    from = at + bare(word).length;
    return at >= 0;
  });
  return found && !not.some((word) => whole.includes(bare(word)));
}
