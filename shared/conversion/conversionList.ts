import { z } from 'zod';
import { type FormatName, formatList } from './formats/formats.ts';
import { conversions } from './formats/routes.ts';
import { conversionOptions } from './steps/convert.ts';
import { stepKinds } from './steps/steps.ts';

/** Everything that a job can be made of, as plain data. */
export const conversionListSchema = z
  .object({
    formats: z
      .array(z.object({ name: z.string(), extensions: z.array(z.string()), contentType: z.string() }))
      .describe('What files can be; a file’s name says what it is.'),
    conversions: z
      .array(
        z.object({
          from: z.string(),
          to: z.string(),
          options: z.array(z.string()).describe('The options of `convert` that apply to this pair.'),
          needs: z.string().optional().describe('The one of them without which there is no such conversion.'),
        }),
      )
      .describe('What `convert` makes of what.'),
    steps: z
      .array(
        z.object({
          type: z.string(),
          summary: z.string(),
          from: z.array(z.string()).describe('The formats that it takes.'),
          to: z.array(z.string()).describe('What it makes of them; none where they stay what they are.'),
          keepsPdfA: z.boolean().describe('Whether PDF/A that was asked for before it stays PDF/A.'),
          schema: z.record(z.string(), z.unknown()).describe('JSON Schema (draft 2020-12) of the step.'),
        }),
      )
      .describe('Every kind of step.'),
  })
  .meta({ id: 'ConversionList', description: 'Everything that a job can be made of.' });
export type ConversionList = z.input<typeof conversionListSchema>;

/** The list, from the tables that the conversion itself runs on. */
export function conversionList(): ConversionList {
  return {
    formats: formatList.map(({ name, extensions, contentType }) => ({
      name,
      extensions: [...extensions],
      contentType,
    })),
    conversions: conversions().map((pair) => ({ ...pair, options: conversionOptions(pair.from, pair.to) })),
    steps: Object.values(stepKinds).map((kind) => {
      const { type, summary, from, to, schema }: { to: readonly FormatName[] | 'same' } & typeof kind = kind;
      return {
        type,
        summary,
        from: [...from],
        to: to === 'same' ? [] : [...to],
        keepsPdfA: 'keepsPdfA' in kind && kind.keepsPdfA === true,
        schema: jsonSchemaOf(schema),
      };
    }),
  };
}

/** A schema that has a name comes as a reference to itself: here it stands alone. */
function jsonSchemaOf(schema: z.ZodType): Record<string, unknown> {
  const { $schema, $ref = '', $defs = {}, ...rest } = z.toJSONSchema(schema, { io: 'input' });
  return { $schema, ...rest, ...$defs[$ref.replace('#/$defs/', '')] };
}
