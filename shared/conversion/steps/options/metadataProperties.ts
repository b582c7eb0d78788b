import { z } from 'zod';
import { anyCase } from './anyCase.ts';
import { line } from './textLine.ts';
import { viewerSettings } from './viewerSettings.ts';

const text = line(1_000).nullable().optional();
const moment = z.iso.datetime({ offset: true }).nullable().optional();

/** Keys of the information dictionary with an option of their own. */
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
/** The values of `Trapped` (ISO 32000-1, table 317). */
const trappedValues = ['True', 'False', 'Unknown'] as const;

const maximumCustom = 100;
/** Bytes of a name in a PDF (ISO 32000-1, annex C). */
const maximumNameBytes = 127;

const customName = line(maximumNameBytes)
  .regex(/^[^ ](.*[^ ])?$/, 'must not begin or end with a space')
  .refine(
    (name) => name === 'Trapped' || !standard.includes(name.toLowerCase()),
    'is a standard property, which has an option of its own',
  )
  .refine(
    (name) => Buffer.byteLength(name) <= maximumNameBytes,
    `must have at most ${maximumNameBytes} bytes in UTF-8`,
  )
  .meta({ not: { pattern: `^(?!Trapped$)(${standard.map(anyCase).join('|')})$` } });

const custom = z
  .record(customName, line(1_000).nullable())
  .refine(
    (entries) => Object.keys(entries).length <= maximumCustom,
    `must have at most ${maximumCustom} properties`,
  )
  .refine(
    ({ Trapped = null }) => Trapped === null || isTrapped(Trapped),
    `\`Trapped\` must be ${trappedValues.join(', ')} or null`,
  )
  .meta({ maxProperties: maximumCustom, properties: { Trapped: { enum: [...trappedValues, null] } } });

const isTrapped = (value: string): value is (typeof trappedValues)[number] =>
  trappedValues.some((each) => each === value);

/** Metadata of a PDF; null removes a property. */
export const metadataProperties = z
  .strictObject({
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
    trapped: z
      .enum(trappedValues)
      .nullable()
      .optional()
      .describe('Whether the colours are prepared for printing presses; also `Trapped` in `custom`.'),
    custom: custom.optional().describe('Custom properties.'),
    viewer: viewerSettings.optional().describe('How a viewer shows the PDF.'),
  })
  .refine(
    ({ trapped, custom }) => trapped === undefined || custom?.Trapped === undefined,
    'must not have both `trapped` and `Trapped` in `custom`',
  )
  .meta({ not: { required: ['trapped', 'custom'], properties: { custom: { required: ['Trapped'] } } } })
  .overwrite((properties) => {
    const { Trapped, ...others } = properties.custom ?? {};
    if (Trapped === undefined) return properties;
    return {
      ...properties,
      custom: others,
      trapped: Trapped === null || isTrapped(Trapped) ? Trapped : null,
    };
  });
export type Metadata = z.output<typeof metadataProperties>;
