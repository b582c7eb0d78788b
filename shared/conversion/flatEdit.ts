import type { FormatName } from './formats.ts';

type Options = Readonly<Record<string, unknown>>;

/**
 * Whether a document has to be changed before it is exported to PDF. LibreOffice offers no option for that, so the document
 * becomes one XML file (ODF 1.3 part 3, section 3.1.2) first, which is read again.
 */
export function mustBeFlat(from: FormatName, to: FormatName, options: Options): boolean {
  return to === 'pdf' && (options.landscape !== undefined || from === 'csv');
}

/** Makes the changes in the XML of a document. */
export function flatEdit(xml: Uint8Array, from: FormatName, { landscape }: Options): Uint8Array {
  let text = Buffer.from(xml).toString('utf8');
  if (landscape !== undefined) text = text.replace(pageLayout, (tag) => turned(tag, landscape === true));
  // LibreOffice would print the name of the sheet above and a page number below what is only a table.
  if (from === 'csv') text = text.replace(headers, '<$1 style:display="false"/>');
  return Buffer.from(text);
}

const pageLayout = /<style:page-layout-properties\b[^>]*>/g;
const lying = 'fo:page-width="11in" fo:page-height="8.5in" style:print-orientation="landscape"';
const headers = /<(style:(?:header|footer)(?:-left|-first)?)(?:\s[^>]*?)?(?:\/>|>.*?<\/\1>)/gs;

/** A page's properties with its longer side lying (ODF 1.3 part 3, 20.210, 20.212 and 20.333). */
function turned(tag: string, landscape: boolean): string {
  const side = (name: string) => new RegExp(`fo:page-${name}="([\\d.]+)([a-z]+)"`).exec(tag);
  const [width, height] = [side('width'), side('height')];
  // Nothing is said of what is as by default: Letter, upright.
  if (!width && !height) return landscape ? tag.replace('<style:page-layout-properties', `$& ${lying}`) : tag;
  if (!width || !height || width[2] !== height[2]) return tag;
  const isLandscape = Number(width[1]) > Number(height[1]);
  if (isLandscape === landscape) return tag;
  return tag
    .replace(width[0], `fo:page-width="${height[1]}${height[2]}"`)
    .replace(height[0], `fo:page-height="${width[1]}${width[2]}"`)
    .replace(
      /style:print-orientation="\w+"/,
      `style:print-orientation="${landscape ? 'landscape' : 'portrait'}"`,
    );
}
