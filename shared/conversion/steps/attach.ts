import { z } from 'zod';
import { ConveyorError } from '../../errors.ts';
import { forEachFile } from './forEachFile.ts';
import { line } from './options/textLine.ts';
import { planned, step } from './step.ts';

const options = z.strictObject({
  files: z
    .array(
      z.strictObject({
        name: line(255).describe('Name of the input to attach.'),
        description: line(1_000).optional(),
        mediaType: z
          .string()
          .max(100)
          .regex(/^[\w.+-]+\/[\w.+-]+$/, 'must be a media type, such as text/xml')
          .optional()
          .describe('Media type; by default derived from the extension of the name.'),
        relationship: z
          .enum(['Source', 'Data', 'Alternative', 'Supplement', 'Unspecified'])
          .optional()
          .describe('Relationship of the file to the document (PDF/A-3); `Unspecified` by default.'),
      }),
    )
    .min(1)
    .max(100)
    .describe('The files to attach, each once.'),
});
export type AttachOptions = z.output<typeof options>;

const declaration = {
  type: 'attach',
  summary: 'Attaches other inputs to a PDF.',
  options,
  from: ['pdf'],
  to: 'same',
  keeps: () => ['PDF/A-3', 'PDF/UA-1'] as const,
} as const;

export const attach = step({
  ...declaration,
  resources: ({ files }) => files.map(({ name }) => name),
  check: ({ files }) =>
    new Set(files.map(({ name }) => name)).size < files.length ? '`files` names an input twice.' : undefined,
  plan: (shapes) => {
    const other = shapes.find(({ pdfa }) => pdfa?.startsWith('PDF/A') && !pdfa.startsWith('PDF/A-3'));
    if (other)
      throw new ConveyorError('breaks_pdfa', {
        detail: `${other.pdfa} does not allow attachments. Use PDF/A-3b.`,
      });
    return planned(declaration, shapes);
  },
  run: forEachFile('attachFiles'),
});
