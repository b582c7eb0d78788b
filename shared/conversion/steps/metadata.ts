import { z } from 'zod';
import { forEachFile } from './forEachFile.ts';
import { anyCase } from './options/anyCase.ts';
import { line } from './options/textLine.ts';
import { planned, step } from './step.ts';

const text = line(1_000).nullable().optional();
const moment = z.iso.datetime({ offset: true }).nullable().optional();
const standard = [
  'title',
  'author',
  'subject',
  'keywords',
  'creator',
  'producer',
  'creationdate',
  'moddate',
  'trapped',
];

const maximumCustom = 100;

const properties = z.strictObject({
  title: text,
  author: text,
  subject: text,
  // A PDF stores keywords as one text, separated by commas.
  keywords: z
    .array(line(200).regex(/^[^,;]*$/, 'must not contain commas or semicolons'))
    .max(100)
    .nullable()
    .optional(),
  creator: text.describe('The program that created the original document.'),
  producer: text.describe('The program that made the PDF.'),
  creationDate: moment,
  modificationDate: moment,
  custom: z
    .record(
      z
        .string()
        .regex(
          /^[A-Za-z][A-Za-z0-9_.-]{0,63}$/,
          'must start with a letter, followed by letters, digits, _ . -',
        )
        .refine((name) => !standard.includes(name.toLowerCase()), 'is a standard property')
        .meta({ not: { pattern: `^(${standard.map(anyCase).join('|')})$` } }),
      line(1_000).nullable(),
    )
    .refine(
      (entries) => Object.keys(entries).length <= maximumCustom,
      `must have at most ${maximumCustom} properties`,
    )
    .meta({ maxProperties: maximumCustom })
    .optional()
    .describe('Custom properties.'),
});
const options = z.strictObject({
  metadata: properties
    .optional()
    .describe(
      'Properties to write; `null` removes a property, and properties that are not named are kept. Without this option they are read.',
    ),
});
export type Metadata = z.output<typeof properties>;

const declaration = {
  type: 'metadata',
  summary: 'Reads the metadata of a PDF as JSON, or writes it.',
  options,
  from: ['pdf'],
  to: ['pdf', 'json'],
  keepsPdfA: true,
} as const;

/** Reads or writes metadata, in the information dictionary and in XMP. */
export const metadata = step({
  ...declaration,
  plan: (shapes, { metadata }) =>
    planned(declaration, shapes).map((shape) => (metadata ? shape : { ...shape, format: 'json' })),
  run: forEachFile(({ metadata }) => (metadata ? 'writeMetadata' : 'readMetadata')),
});
