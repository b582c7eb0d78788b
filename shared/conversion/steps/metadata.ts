import { z } from 'zod';
import { forEachFile } from './forEachFile.ts';
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

const properties = z.strictObject({
  title: text,
  author: text,
  subject: text,
  // They stand in one text, with commas between them.
  keywords: z
    .array(line(200).regex(/^[^,;]*$/, 'must have no comma and no semicolon'))
    .max(100)
    .nullable()
    .optional(),
  creator: text.describe('The program that the document was written with.'),
  producer: text.describe('The program that made the PDF.'),
  creationDate: moment,
  modificationDate: moment,
  custom: z
    .record(
      z
        .string()
        .regex(/^[A-Za-z][A-Za-z0-9_.-]{0,63}$/, 'must be a letter, then letters, digits, _ . -')
        .refine((name) => !standard.includes(name.toLowerCase()), 'has a place of its own'),
      line(1_000).nullable(),
    )
    .refine((entries) => Object.keys(entries).length <= 100, 'At most 100.')
    .optional()
    .describe('Properties of your own.'),
});
const options = z.strictObject({
  metadata: properties
    .optional()
    .describe(
      'What to write; `null` takes a property away, and what is not named stays. Without it, they are read.',
    ),
});
export type MetadataOptions = z.output<typeof options>;
export type Metadata = z.output<typeof properties>;

const declaration = {
  type: 'metadata',
  summary: 'Reads the metadata of a PDF as JSON, or writes them.',
  options,
  from: ['pdf'],
  to: ['pdf', 'json'],
  keepsPdfA: true,
} as const;

/** Reads the metadata of a PDF, or writes them, in its dictionary and in its XMP. */
export const metadata = step({
  ...declaration,
  plan: (shapes, { metadata }) =>
    planned(declaration, shapes).map((shape) => (metadata ? shape : { ...shape, format: 'json' })),
  run: forEachFile(({ metadata }) => (metadata ? 'writeMetadata' : 'readMetadata')),
});
