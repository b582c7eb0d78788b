import { z } from 'zod';
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

const declaration = {
  type: 'metadata',
  summary: 'Reads the metadata of a PDF as JSON, or writes it.',
  options,
  from: ['pdf'],
  to: ['pdf', 'json'],
  keepsPdfA: true,
} as const;

/** Reads or writes metadata, in the information dictionary and in XMP, and how a viewer shows the PDF. */
export const metadata = step({
  ...declaration,
  plan: (shapes, { metadata }) =>
    planned(declaration, shapes).map((shape) => (metadata ? shape : { ...shape, format: 'json' })),
  run: forEachFile(({ metadata }) => (metadata ? 'writeMetadata' : 'readMetadata')),
});
