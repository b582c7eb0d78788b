import { z } from 'zod';

const flag = (description: string) => z.boolean().nullable().optional().describe(description);
const choice = <const Values extends readonly string[]>(values: Values, description: string) =>
  z.enum(values).nullable().optional().describe(description);

/** How a viewer shows a PDF when it is opened, with the names and values of ISO 32000-1, tables 28 and 150. */
export const viewerSettings = z.strictObject({
  open: z
    .strictObject({
      page: z.int().min(1).max(99_999).default(1),
      zoom: z
        .union([z.enum(['page', 'width']), z.number().min(1).max(6_400)])
        .optional()
        .describe('Percent, or what fits the window: the `page` or its `width`.'),
    })
    .nullable()
    .optional()
    .describe('The page that is shown first, and its zoom.'),
  pageLayout: choice(
    ['SinglePage', 'OneColumn', 'TwoColumnLeft', 'TwoColumnRight', 'TwoPageLeft', 'TwoPageRight'],
    'How pages are laid out.',
  ),
  pageMode: choice(
    ['UseNone', 'UseOutlines', 'UseThumbs', 'FullScreen', 'UseOC', 'UseAttachments'],
    'The panel beside the pages, or full screen.',
  ),
  nonFullScreenPageMode: choice(
    ['UseNone', 'UseOutlines', 'UseThumbs', 'UseOC'],
    'The panel after full screen.',
  ),
  hideToolbar: flag('Hides the toolbar.'),
  hideMenubar: flag('Hides the menu bar.'),
  hideWindowUI: flag('Hides scroll bars and other controls.'),
  fitWindow: flag('Fits the window to the first page.'),
  centerWindow: flag('Centres the window on the screen.'),
  displayDocTitle: flag('Shows the title instead of the file name.'),
  direction: choice(['L2R', 'R2L'], 'Reading direction, for pages side by side.'),
  printScaling: choice(['None', 'AppDefault'], 'Scaling in the print dialog.'),
  duplex: choice(
    ['Simplex', 'DuplexFlipShortEdge', 'DuplexFlipLongEdge'],
    'Printing on both sides in the print dialog.',
  ),
  pickTrayByPDFSize: flag('Whether the size of a page selects the paper tray.'),
  numCopies: z.int().min(1).max(999).nullable().optional().describe('Number of copies in the print dialog.'),
});
export type ViewerSettings = z.output<typeof viewerSettings>;
