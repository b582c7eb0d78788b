import { inches } from './lengths.ts';
import type { PageOptions } from './pageOptions.ts';

/** Paper size and margins in inches, before rotation to landscape. */
export interface Paper {
  width: number;
  height: number;
  margin: { top: number; bottom: number; left: number; right: number };
}

/** Defaults: A4 (ISO 216) with margins of 1 cm. */
const standard = { width: '210mm', height: '297mm', margin: '1cm' };

/** The paper that options define. */
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

/** Whether options set the paper size, which then overrides the page's CSS. */
export function setsPaperSize({
  paperWidth,
  paperHeight,
  landscape,
  singlePage,
}: Partial<PageOptions>): boolean {
  return paperWidth !== undefined || paperHeight !== undefined || Boolean(landscape) || Boolean(singlePage);
}
