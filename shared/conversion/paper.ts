/** Sheets of paper (ISO 216, ANSI): millimetres, and the number in SpreadsheetML (ECMA-376 part 1, 18.3.1.63). */
export const papers = {
  A3: { width: 297, height: 420, number: 8 },
  A4: { width: 210, height: 297, number: 9 },
  A5: { width: 148, height: 210, number: 11 },
  Letter: { width: 215.9, height: 279.4, number: 1 },
  Legal: { width: 215.9, height: 355.6, number: 5 },
  Tabloid: { width: 279.4, height: 431.8, number: 3 },
} as const;
export type PaperName = keyof typeof papers;

export const paperNames = Object.keys(papers) as [PaperName, ...PaperName[]];

/** The paper of documents that name none, unless it is configured. */
export const standardPaper: PaperName = 'A4';
