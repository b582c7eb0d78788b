import { inches } from './lengths.ts';
import type { PageOptions } from './pageOptions.ts';

/** What a page is printed on, in inches, before it is turned to landscape. */
export interface Paper {
  width: number;
  height: number;
  margin: { top: number; bottom: number; left: number; right: number };
}

/** A4 (ISO 216) and a centimetre, where nothing else is said. */
const standard = { width: '210mm', height: '297mm', margin: '1cm' };

/** The paper that options say. */
export function paperOf(options: Partial<PageOptions>): Paper {
  const { paperWidth, paperHeight, marginTop, marginBottom, marginLeft, marginRight } = options;
  return {
    width: inches(paperWidth ?? standard.width),
    height: inches(paperHeight ?? standard.height),
    margin: {
      top: inches(marginTop ?? standard.margin),
      bottom: inches(marginBottom ?? standard.margin),
      left: inches(marginLeft ?? standard.margin),
      right: inches(marginRight ?? standard.margin),
    },
  };
}

/** Whether the size of the paper was said, so that the page's own CSS doesn't decide. */
export function setsPaperSize({
  paperWidth,
  paperHeight,
  landscape,
  singlePage,
}: Partial<PageOptions>): boolean {
  return paperWidth !== undefined || paperHeight !== undefined || Boolean(landscape) || Boolean(singlePage);
}
