import { z } from 'zod';
import { ConveyorError } from '../../errors.ts';
import type { EngineKind, EngineResult, EngineTask } from '../engines/engine.ts';
import { fileNamePattern, nameFiles } from '../fileNames.ts';
import type { NamedFile } from '../files.ts';
import type { FormatName } from '../formats/formats.ts';
import type { ConversionLimits } from '../limits.ts';
import type { PaperName } from '../paper.ts';
import type { Standard } from '../standards.ts';
import type { ConversionWarning } from '../warnings.ts';
import { withdrawClaims } from './withdrawClaims.ts';

/** What the plan knows about a file before a step, without reading it. */
export interface FileShape {
  format: FormatName;
  /** The name of an input, before any step. */
  name?: string | undefined;
  /** Its name without the extension, if known. */
  stem?: string | undefined;
  /** Whether it stands for any number of files, such as the parts of a PDF. */
  many: boolean;
  /** The PDF/A level, or `PDF/UA-1`, that an earlier step makes; later steps must keep it. */
  pdfa?: string | undefined;
  /** Whether an earlier step has encrypted it. */
  encrypted?: boolean | undefined;
}

/** What a step may use while it runs. */
export interface StepContext {
  signal: AbortSignal;
  limits: ConversionLimits;
  /** The paper of documents that name none. */
  paper: PaperName;
  /** The files that the step's options name, and the assets of a page. */
  resources: readonly NamedFile[];
  /** Runs a task on the next free engine of a kind. @throws ConveyorError */
  engine(kind: EngineKind, task: EngineTask): Promise<EngineResult>;
  /** Adds a warning to the job. Warnings in the result of `engine` are added already. */
  warn(warning: ConversionWarning): void;
  /** Counts the pages of intermediate PDFs, for limit and bill. @throws ConveyorError `too_many_pages` */
  countIntermediate(files: readonly NamedFile[]): Promise<void>;
}

/** A kind of step: its schema, its checks at submission and its implementation. */
export interface StepDeclaration<Type extends string, Shape extends z.ZodRawShape> {
  type: Type;
  /** One sentence for the list of conversions. */
  summary: string;
  /** Options, a strict object without `type`. */
  options: z.ZodObject<Shape>;
  /** Accepted formats. */
  from: readonly FormatName[];
  /** Formats of the results; `same` if the format does not change. */
  to: readonly FormatName[] | 'same';
  /**
   * The standards that a PDF still follows after the step: all if it only reads; none by default. The plan refuses other standards of
   * earlier steps, and uploaded PDFs that claim them lose the claim.
   */
  keeps?(options: z.output<z.ZodObject<Shape>>): readonly Standard[];
  /** Whether it accepts encrypted files; its results are not encrypted. */
  takesEncrypted?: boolean;
  /** Names of secret options: never shown, and deleted when the job ends. */
  secrets?: readonly (keyof Shape & string)[];
  /** Names of inputs that it uses as resources, such as the image of a watermark. @param names of all inputs */
  resources?(options: z.output<z.ZodObject<Shape>>, names: readonly string[]): string[];
  /** Checks that options fit together. @returns a sentence about the mistake, or undefined */
  check?(options: z.output<z.ZodObject<Shape>>): string | undefined;
  /** The rules of `check` and `plan` in JSON Schema, for the documentation. */
  rules?: Readonly<Record<string, unknown>>;
  /** The files after the step, where `from` and `to` do not define them. @throws ConveyorError if they do not fit */
  plan?(shapes: FileShape[], options: z.output<z.ZodObject<Shape>>): FileShape[];
  /** The engines that the step uses for these files; by default the toolbox. */
  engines?(shapes: readonly FileShape[], options: z.output<z.ZodObject<Shape>>): readonly EngineKind[];
  /** @throws ConveyorError */
  run(files: NamedFile[], options: z.output<z.ZodObject<Shape>>, context: StepContext): Promise<NamedFile[]>;
}

/** The option that every step has. `render` declares its own, which the data of its template fill in. */
const common = { fileName: fileNamePattern.optional() };
type Complete<Shape> = Shape & typeof common;

/** A kind of step in the table: its declaration with the complete schema and plan. */
export interface StepKind<Type extends string, Shape extends z.ZodRawShape>
  extends Omit<StepDeclaration<Type, Shape>, 'plan' | 'check' | 'rules' | 'engines'> {
  schema: z.ZodObject<{ type: z.ZodLiteral<Type> } & Complete<Shape>, z.core.$strict>;
  plan(shapes: FileShape[], options: z.output<z.ZodObject<Shape>>): FileShape[];
  engines(shapes: readonly FileShape[], options: z.output<z.ZodObject<Shape>>): readonly EngineKind[];
}

/** Declares a kind of step. */
export function step<const Type extends string, Shape extends z.ZodRawShape>(
  declaration: StepDeclaration<Type, Shape>,
): StepKind<Type, Shape> {
  const { type, options, check, rules, ...rest } = declaration;
  const plan = declaration.plan ?? ((shapes, given) => planned(declaration, shapes, given));
  const ownsName = 'fileName' in options.shape;
  /** Separates the common option from those of the declaration. */
  const separated = (
    given: z.output<typeof options>,
  ): { own: typeof given; fileName?: string | undefined } => {
    if (ownsName) return { own: given };
    const { fileName, ...own } = given as typeof given & { fileName?: string };
    return { own: own as typeof given, fileName };
  };
  return {
    ...rest,
    type,
    options,
    engines: declaration.engines ?? (() => ['toolbox']),
    schema: z
      .strictObject({ type: z.literal(type), ...common, ...options.shape })
      .meta({ ...rules, id: `${capital(type)}Step` }),
    plan: (shapes, given) => {
      const { own, fileName } = separated(given);
      const mistake = check?.(own);
      if (mistake) throw new ConveyorError('invalid_parameter', { detail: `\`${type}\`: ${mistake}` });
      const after = plan(shapes, own);
      return fileName === undefined ? after : after.map((shape) => ({ ...shape, stem: undefined }));
    },
    run: async (files, given, context) => {
      const { own, fileName } = separated(given);
      const keeps = declaration.keeps?.(own) ?? [];
      const honest = await withdrawClaims(files, { step: type, keeps }, context);
      const results = await declaration.run(honest, own, context);
      return fileName === undefined ? results : nameFiles(results, fileName);
    },
  };
}

/**
 * The files after a step that processes each file separately.
 * @throws ConveyorError `steps_do_not_fit`, `breaks_pdfa`
 */
export function planned(
  {
    type,
    from,
    to,
    keeps,
    takesEncrypted,
  }: Pick<StepDeclaration<string, z.ZodRawShape>, 'type' | 'from' | 'to' | 'keeps' | 'takesEncrypted'>,
  shapes: FileShape[],
  options: Record<string, unknown> = {},
): FileShape[] {
  if (shapes.length === 0)
    throw new ConveyorError('steps_do_not_fit', { detail: `\`${type}\` needs a file.` });
  return shapes.map((shape) => {
    if (!from.includes(shape.format))
      throw new ConveyorError('steps_do_not_fit', {
        detail: `\`${type}\` accepts ${from.join(', ')}, not ${shape.format}.`,
        members: { step: type, takes: from, found: shape.format },
      });
    if (!takesEncrypted) refuseEncrypted(type, shape);
    if (shape.pdfa && !keeps?.(options).some((each) => shape.pdfa?.startsWith(each)))
      throw new ConveyorError('breaks_pdfa', {
        detail: `\`${type}\` would break the ${shape.pdfa} of an earlier step. Make that step the last one.`,
      });
    const format = to === 'same' ? shape.format : (to[0] ?? shape.format);
    return { ...shape, format, ...(takesEncrypted && { encrypted: false }) };
  });
}

/** @throws ConveyorError `steps_do_not_fit` if an earlier step has encrypted the file */
export function refuseEncrypted(type: string, { encrypted }: FileShape): void {
  if (encrypted)
    throw new ConveyorError('steps_do_not_fit', {
      detail: `\`${type}\` cannot read a file that an earlier step has encrypted. Make \`encrypt\` the last step.`,
    });
}

const capital = (text: string) => `${text[0]?.toUpperCase()}${text.slice(1)}`;
