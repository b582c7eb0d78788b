import { type PaperName, papers, standardPaper } from '../../paper.ts';
import { inches } from './lengths.ts';
import type { PageOptions } from './pageOptions.ts';

/** Paper size and margins in inches, before rotation to landscape. */
export interface Paper {
  width: number;
  height: number;
  margin: { top: number; bottom: number; left: number; right: number };
}

/** The default margins. */
const standardMargin = '1cm';

/** The configured paper of documents that name none, which the converter adds to the options of a hop. */
export interface DefaultPaper {
  defaultPaper?: PaperName;
}

/** The paper that options define. */
export function paperOf(options: Partial<PageOptions> & DefaultPaper): Paper {
  const { paperWidth, paperHeight, marginTop, marginBottom, marginLeft, marginRight } = options;
  const { width, height } = papers[options.defaultPaper ?? standardPaper];
  return {
    width: inches(paperWidth ?? `${width}mm`),
    height: inches(paperHeight ?? `${height}mm`),
    margin: {
      top: inches(marginTop ?? standardMargin),
      bottom: inches(marginBottom ?? standardMargin),
      left: inches(marginLeft ?? standardMargin),
      right: inches(marginRight ?? standardMargin),
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
