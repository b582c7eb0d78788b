import { z } from 'zod';
import { ConveyorError } from '../../errors.ts';
import type { EngineFile, EngineKind, EngineResult, EngineTask } from '../engines/engine.ts';
import type { FormatName } from '../formats/formats.ts';
import type { ConversionLimits } from '../limits.ts';

/** What is known of files before a step without looking into them. */
export interface FileShape {
  format: FormatName;
  /** Its name without the extension, where that is known. */
  stem?: string | undefined;
  /** Whether it stands for any number of files: what a PDF is split into. */
  many: boolean;
  /** The PDF/A that was asked for, which later steps must not break. */
  pdfa?: string | undefined;
  /** Whether it was encrypted, so that later steps cannot read it. */
  encrypted?: boolean | undefined;
}

/** A file's name without its extension. */
export const stemOf = (name: string) => name.replace(/\.[^.]*$/, '');

/** What a step may use while it runs. */
export interface StepContext {
  signal: AbortSignal;
  limits: ConversionLimits;
  /** The files that the step's options name, and the assets of a page. */
  resources: readonly EngineFile[];
  /** Gives work to the next free engine of a kind. @throws ConveyorError */
  engine(kind: EngineKind, task: EngineTask): Promise<EngineResult>;
  /** Counts the pages of PDFs that a step makes on its way, and nobody sees. @throws ConveyorError `too_many_pages` */
  countIntermediate(files: readonly EngineFile[]): Promise<void>;
}

/** A kind of step, as data: the schema, the checks at submission and what runs. */
export interface StepDeclaration<Type extends string, Shape extends z.ZodRawShape> {
  type: Type;
  /** One sentence for the list of conversions. */
  summary: string;
  /** Its options: a strict object without `type`. */
  options: z.ZodObject<Shape>;
  /** What it takes. */
  from: readonly FormatName[];
  /** What it gives; `same` where it changes a file and not its format. */
  to: readonly FormatName[] | 'same';
  /** Whether PDF/A stays PDF/A. */
  keepsPdfA?: boolean;
  /** Whether it takes what is encrypted; it leaves it open then. */
  takesEncrypted?: boolean;
  /** Names of options that are secret: never shown, and forgotten when the job ends. */
  secrets?: readonly (keyof Shape & string)[];
  /** The names of the inputs that it works with, not on; `names` are those of all inputs. */
  resources?(options: z.output<z.ZodObject<Shape>>, names: readonly string[]): string[];
  /** What is wrong with options that are each valid but don't go together: a sentence, or undefined. */
  check?(options: z.output<z.ZodObject<Shape>>): string | undefined;
  /** What becomes of the files, where that is not said by `from` and `to`. @throws ConveyorError if it does not fit */
  plan?(shapes: FileShape[], options: z.output<z.ZodObject<Shape>>): FileShape[];
  /** Does it. @throws ConveyorError */
  run(
    files: EngineFile[],
    options: z.output<z.ZodObject<Shape>>,
    context: StepContext,
  ): Promise<EngineFile[]>;
}

/** A step in the table: its declaration, its whole schema, and its check. */
export interface StepKind<Type extends string, Shape extends z.ZodRawShape>
  extends Omit<StepDeclaration<Type, Shape>, 'plan' | 'check'> {
  schema: z.ZodObject<{ type: z.ZodLiteral<Type> } & Shape, z.core.$strict>;
  plan(shapes: FileShape[], options: z.output<z.ZodObject<Shape>>): FileShape[];
}

/** Declares a kind of step. */
export function step<const Type extends string, Shape extends z.ZodRawShape>(
  declaration: StepDeclaration<Type, Shape>,
): StepKind<Type, Shape> {
  const { type, options, check } = declaration;
  const plan = declaration.plan ?? ((shapes) => planned(declaration, shapes));
  return {
    ...declaration,
    schema: z.strictObject({ type: z.literal(type), ...options.shape }).meta({ id: `${capital(type)}Step` }),
    plan: (shapes, given) => {
      const wrong = check?.(given);
      if (wrong) throw new ConveyorError('invalid_parameter', { detail: `\`${type}\`: ${wrong}` });
      return plan(shapes, given);
    },
  };
}

/**
 * What becomes of each file by itself.
 * @throws ConveyorError `steps_do_not_fit`, `breaks_pdfa`
 */
export function planned(
  {
    type,
    from,
    to,
    keepsPdfA,
    takesEncrypted,
  }: Pick<StepDeclaration<string, z.ZodRawShape>, 'type' | 'from' | 'to' | 'keepsPdfA' | 'takesEncrypted'>,
  shapes: FileShape[],
): FileShape[] {
  if (shapes.length === 0)
    throw new ConveyorError('steps_do_not_fit', { detail: `\`${type}\` needs a file.` });
  return shapes.map((shape) => {
    if (!from.includes(shape.format))
      throw new ConveyorError('steps_do_not_fit', {
        detail: `\`${type}\` takes ${from.join(', ')}, not ${shape.format}.`,
        members: { step: type, takes: from, found: shape.format },
      });
    if (!takesEncrypted) refuseEncrypted(type, shape);
    if (shape.pdfa && !keepsPdfA)
      throw new ConveyorError('breaks_pdfa', {
        detail: `\`${type}\` after ${shape.pdfa} would break it: ask for PDF/A in the last step.`,
      });
    const format = to === 'same' ? shape.format : (to[0] ?? shape.format);
    return { ...shape, format, ...(takesEncrypted && { encrypted: false }) };
  });
}

/** @throws ConveyorError `steps_do_not_fit` if an earlier step has encrypted the file */
export function refuseEncrypted(type: string, { encrypted }: FileShape): void {
  if (encrypted)
    throw new ConveyorError('steps_do_not_fit', {
      detail: `\`${type}\` cannot read what was encrypted before it: encrypt in the last step.`,
    });
}

const capital = (text: string) => `${text[0]?.toUpperCase()}${text.slice(1)}`;
