/** A group of related formats. */
export type Family =
  | 'text'
  | 'spreadsheet'
  | 'presentation'
  | 'drawing'
  | 'page'
  | 'pdf'
  | 'image'
  | 'data'
  | 'asset';

/** Kinds of text that are recognised by their content. */
type TextKind = 'rtf' | 'plain' | 'notXml' | 'svg' | 'flatOpenDocument' | 'html' | 'spreadsheetXml' | 'tabs';

export interface FormatRow {
  extensions: readonly string[];
  contentType: string;
  family: Family;
  /**
   * How the content is recognised: by its container, and within it by the content type of the main part (ZIP), the name of
   * the main stream in lower case (OLE2), the media type (image) or the kind of text. An archive is a ZIP that is not a package.
   */
  content:
    | { container: 'zip'; mainType: RegExp }
    | { container: 'ole2'; streams: readonly string[] }
    | { container: 'text'; looksLike: TextKind }
    | { container: 'image'; mime: string }
    | { container: 'pdf' }
    | { container: 'archive' }
    | { container: 'any' };
  /** Text that programs also write with this extension, and the format that reads it. The first that matches counts. */
  alsoText?: readonly { looksLike: TextKind; as: string }[];
  /** The format whose reader also reads this one. */
  readAs?: string;
}
