import type { CorpusDocument, Evidence } from '../document.ts';

const features: Record<string, [content: string, shows: Evidence]> = {
  paragraphs: ['One\\par Two\\par', { words: ['One', 'Two'] }],
  bold: ['{\\b Bold} and {\\i italic}\\par', { words: ['Bold and italic'] }],
  table: ['\\trowd\\cellx2000\\cellx4000\\intbl North\\cell 12\\cell\\row\\pard', { words: ['North', '12'] }],
  unicode: ['\\uc1 \\u26085?\\u26412?\\par', { words: ['日本'] }],
  footnote: [
    'Text{\\super\\chftn}{\\footnote\\pard {\\super\\chftn} A note}\\par',
    { words: ['Text', 'A note'] },
  ],
  header: ['{\\header In the margin\\par}Text\\par', { words: ['In the margin'] }],
  'code page': ["\\'c4rger\\par", { words: ['Ärger'] }],
  'page break': ['First\\par\\page Second\\par', { words: ['First', 'Second'] }],
  hyperlink: [
    '{\\field{\\*\\fldinst HYPERLINK "https://example.com/"}{\\fldrslt A link}}\\par',
    { words: ['A link'] },
  ],
  list: ['{\\pntext 1.\\tab}North\\par {\\pntext 2.\\tab}South\\par', { words: ['North', 'South'] }],
  'hidden text': ['Shown {\\v Secret}\\par', { words: ['Shown'] }],
  columns: ['\\cols2 Left\\column Right\\par', { words: ['Left', 'Right'] }],
};

export const richText: readonly CorpusDocument[] = Object.entries(features).map(
  ([feature, [text, shows]]) => ({
    feature,
    format: 'rtf',
    make: async () =>
      Buffer.from(`{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0 Liberation Serif;}}${text}}`),
    shows,
    ...(feature === 'header' && { unsuitable: ['txt'] as const }),
  }),
);
