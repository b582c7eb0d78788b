import { z } from 'zod';
import { knownStandards, standards } from '../standards.ts';
import { forEachFile } from './forEachFile.ts';
import { metadataProperties } from './options/metadataProperties.ts';
import { planned, step } from './step.ts';

const options = z.strictObject({
  metadata: metadataProperties
    .optional()
    .describe(
      'Properties to write; `null` removes a property, and properties that are not named are kept. Without this option they are read.',
    ),
});
type MetadataOptions = z.output<typeof options>;

const declaration = {
  type: 'metadata',
  summary: 'Reads the metadata of a PDF as JSON, or writes it.',
  options,
  from: ['pdf'],
  to: ['pdf', 'json'],
  keeps: ({ metadata }: MetadataOptions) => {
    if (!metadata) return standards;
    const { title, viewer: { displayDocTitle = true } = {} } = metadata;
    // PDF/UA requires a title that viewers show (ISO 14289-1, 7.1).
    return title !== null && displayDocTitle
      ? knownStandards
      : knownStandards.filter((each) => each !== 'PDF/UA-1');
  },
} as const;

/** Reads or writes metadata, in the information dictionary and in XMP, and how a viewer shows the PDF. */
export const metadata = step({
  ...declaration,
  plan: (shapes, given) =>
    planned(declaration, shapes, given).map((shape) =>
      given.metadata ? shape : { ...shape, format: 'json' },
    ),
  run: forEachFile(({ metadata }) => (metadata ? 'writeMetadata' : 'readMetadata')),
});
