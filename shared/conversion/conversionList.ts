import { z } from 'zod';
import { type FormatName, formatList } from './formats/formats.ts';
import { conversions } from './formats/routes.ts';
import type { Standard } from './standards.ts';
import { conversionOptions } from './steps/options/convertOptions.ts';
import { stepKinds } from './steps/steps.ts';

/** Formats, conversions and steps, as plain data. */
export const conversionListSchema = z
  .object({
    formats: z
      .array(z.object({ name: z.string(), extensions: z.array(z.string()), contentType: z.string() }))
      .describe('All formats. The extension of a file’s name determines its format.'),
    conversions: z
      .array(
        z.object({
          from: z.string(),
          to: z.string(),
          options: z.array(z.string()).describe('The options of `convert` that apply to this conversion.'),
          needs: z
            .string()
            .optional()
            .describe(
              'The option that this conversion requires. A conversion that requires one of several is listed once for each.',
            ),
        }),
      )
      .describe('All conversions of the step `convert`.'),
    steps: z
      .array(
        z.object({
          type: z.string(),
          summary: z.string(),
          from: z.array(z.string()).describe('The accepted formats.'),
          to: z.array(z.string()).describe('The formats of the results; empty if the step keeps the format.'),
          keepsPdfA: z.boolean().describe('Whether the step keeps the PDF/A conformance of an earlier step.'),
          schema: z.record(z.string(), z.unknown()).describe('JSON Schema (draft 2020-12) of the step.'),
        }),
      )
      .describe('All kinds of steps.'),
  })
  .meta({ id: 'ConversionList', description: 'All formats, conversions and steps that jobs can use.' });
export type ConversionList = z.input<typeof conversionListSchema>;

/** Builds the list from the tables that conversions run on. */
export function conversionList(): ConversionList {
  return {
    formats: formatList.map(({ name, extensions, contentType }) => ({
      name,
      extensions: [...extensions],
      contentType,
    })),
    conversions: conversions().map((pair) => ({ ...pair, options: conversionOptions(pair.from, pair.to) })),
    steps: Object.values(stepKinds).map((kind) => {
      const { type, summary, from, to, keeps, schema }: ListedKind & typeof kind = kind;
      return {
        type,
        summary,
        from: [...from],
        to: to === 'same' ? [] : [...to],
        keepsPdfA: keeps?.(writing).some((each) => each.startsWith('PDF/A')) ?? false,
        schema: jsonSchemaOf(schema),
      };
    }),
  };
}

/** With one of these options, steps write what they otherwise read. */
const writing = { fields: {}, metadata: {}, bookmarks: [] };

/** Properties of all kinds of steps, of which each kind has a narrower type. */
interface ListedKind {
  to: readonly FormatName[] | 'same';
  keeps?(options: object): readonly Standard[];
}

/** The JSON Schema of a named schema, which zod returns as a reference to a definition, as a schema of its own. */
function jsonSchemaOf(schema: z.ZodType): Record<string, unknown> {
  const { $schema, $ref = '', $defs = {}, ...rest } = z.toJSONSchema(schema, { io: 'input' });
  const { [$ref.replace('#/$defs/', '')]: own, ...others } = $defs;
  return { $schema, ...rest, ...own, ...(Object.keys(others).length > 0 && { $defs: others }) };
}
