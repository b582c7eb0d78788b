import { z } from 'zod';
import { ConveyorError } from '../../errors.ts';
import type { EngineFile } from '../engines/engine.ts';
import { type FormatName, formatList, formatOfName, withExtension } from '../formats/formats.ts';
import { conversions, type Hop, requestedRoute, routeOf, targets } from '../formats/routes.ts';
import { quality } from './options/imageOptions.ts';
import { imagesOptions } from './options/imagesOptions.ts';
import { officeInputOptions, officeOptions } from './options/officeOptions.ts';
import { pageOptions, paperOptions } from './options/pageOptions.ts';
import { checkPageOptions, resourcesOfPage } from './options/pageRules.ts';
import { pdfaOptions } from './options/pdfaOptions.ts';
import { pictureOptions } from './options/pictureOptions.ts';
import { textOptions } from './options/textOptions.ts';
import { type FileShape, refuseEncrypted, type StepContext, step } from './step.ts';

/** What each way through an engine can be told: engine and operation, for some with the format → options. */
const optionsOf: Readonly<Record<string, z.ZodObject>> = {
  'libreoffice/convert': officeInputOptions,
  'libreoffice/convert/pdf': officeOptions,
  'toolbox/docxToHtml': officeInputOptions,
  'chromium/pdf': pageOptions,
  'toolbox/markdown': paperOptions,
  'toolbox/renderPages': imagesOptions,
  'toolbox/extractText': textOptions,
  'toolbox/convertImage': pictureOptions,
  'toolbox/toPdfA': pdfaOptions,
  'toolbox/imageToPdf': paperOptions.omit({ singlePage: true }),
};

const options = z.strictObject({
  to: z.enum(targets).meta({ description: 'The format to convert to' }),
  ...imagesOptions.shape,
  ...textOptions.shape,
  ...pictureOptions.shape,
  ...officeOptions.shape,
  ...pageOptions.shape,
  // What several ways know says here what it is to each.
  quality: quality
    .optional()
    .describe(
      '1 to 100. Of JPEG, WebP and AVIF: 85 by default; of JPEG pictures in the PDF of an office document: 90.',
    ),
  landscape: z
    .boolean()
    .optional()
    .describe(
      'Whether pages are wider than high; by default as an office document says, and else they are not.',
    ),
});
type Options = z.output<typeof options>;

/** Another format, by whatever engine knows the way. */
export const convert = step({
  type: 'convert',
  summary: 'Converts each file to another format.',
  options,
  from: formatList.map(({ name }) => name),
  to: targets,
  secrets: ['cookies', 'extraHttpHeaders', 'password'],
  resources: resourcesOfPage,
  plan: (shapes, given) => {
    if (given.url !== undefined) return pageOfUrl(shapes, given);
    if (shapes.length === 0)
      throw new ConveyorError('steps_do_not_fit', { detail: '`convert` needs a file.' });
    const others = shapes.some(({ format }) => !isThere(format, given));
    return shapes.map((shape) => (others && isThere(shape.format, given) ? shape : becomes(shape, given)));
  },
  run: async (files, given, context) => {
    if (given.url !== undefined) return printUrl(given, context);
    const results: EngineFile[] = [];
    for (const file of files)
      results.push(...(isThere(formatOf(file), given) ? [file] : await along(file, given, context)));
    return results;
  },
});

/** Whether a file is what it should become: among others that are not, it is passed on, so that all can be merged. */
function isThere(format: FormatName, given: Options): boolean {
  return format === given.to && !requestedRoute(format, given.to, given);
}

function becomes(shape: FileShape, given: Options): FileShape {
  refuseEncrypted('convert', shape);
  const hops = hopsOf(shape.format, given);
  const known = new Set(['to', ...hops.flatMap((hop) => Object.keys(optionsFor(hop, given.to)))]);
  const unknown = Object.keys(given).find((name) => !known.has(name));
  if (unknown)
    throw new ConveyorError('invalid_parameter', {
      detail: `\`${unknown}\` does not apply to a conversion of ${shape.format} to ${given.to}.`,
    });
  if (hops.some(({ engine, operation }) => engine === 'chromium' || operation === 'imageToPdf'))
    checkPageOptions(given);
  const apart = given.to === 'csv' || hops.some(({ operation }) => operation === 'renderPages');
  const pdfa = given.to === 'pdf' ? given.pdfa : undefined;
  return { format: given.to, stem: shape.stem, many: shape.many || apart, pdfa };
}

/** A page of the network, which is no input: the step itself names it. */
function pageOfUrl(shapes: FileShape[], given: Options): FileShape[] {
  if (shapes.length > 0)
    throw new ConveyorError('steps_do_not_fit', {
      detail: 'A `url` is a page of its own: send no file with it.',
    });
  return [becomes({ format: 'html', many: false }, given)];
}

async function printUrl(given: Options, context: StepContext): Promise<EngineFile[]> {
  const [print, ...hops] = hopsOf('html', given);
  const chosen = print ? chosenFor(print, given) : {};
  const { files } = await context.engine('chromium', { operation: 'pdf', files: [], options: chosen });
  return go(
    files.map(({ bytes }) => ({ name: `page.${given.to}`, bytes })),
    hops,
    given,
    context,
  );
}

async function along(file: EngineFile, given: Options, context: StepContext): Promise<EngineFile[]> {
  return go([await opened(file, given, context)], hopsOf(formatOf(file), given), given, context);
}

async function go(
  files: EngineFile[],
  hops: readonly Hop[],
  given: Options,
  context: StepContext,
): Promise<EngineFile[]> {
  let current = files;
  for (const hop of hops) {
    const { engine, operation, to } = hop;
    const next: EngineFile[] = [];
    for (const each of current) {
      const limits = engine === 'toolbox' ? { limits: context.limits } : {};
      const task = { operation, files: [each], options: { ...chosenFor(hop, given), to, ...limits } };
      const made = (await context.engine(engine, { ...task, resources: [...context.resources] })).files;
      const only = made.length === 1;
      next.push(
        ...made.map(({ name, bytes }) => ({ name: only ? withExtension(each.name, to) : name, bytes })),
      );
    }
    current = next;
    // A PDF that is the result is counted as one.
    if (given.to !== 'pdf') await context.countIntermediate(current);
  }
  return current;
}

/** The options of a step that one of its ways is told. */
function chosenFor(hop: Hop, given: Options): Record<string, unknown> {
  const known = optionsFor(hop, given.to);
  return Object.fromEntries(Object.entries(given).filter(([name]) => name !== 'password' && name in known));
}

/** A document without its password. */
async function opened(file: EngineFile, { password }: Options, context: StepContext): Promise<EngineFile> {
  if (password === undefined) return file;
  const task = { operation: 'decryptOffice', files: [file], options: { password, limits: context.limits } };
  const [open] = (await context.engine('toolbox', task)).files;
  return open ?? file;
}

/** The options that apply to a conversion. */
export function conversionOptions(from: FormatName, to: FormatName): string[] {
  return [...new Set((routeOf(from, to) ?? []).flatMap((hop) => Object.keys(optionsFor(hop, to))))].sort();
}

/** @param result what the whole conversion gives: a PDF on the way to it need be no PDF/A */
function optionsFor({ engine, operation, to }: Hop, result: FormatName): z.ZodRawShape {
  const way = `${engine}/${operation}`;
  const known: z.ZodRawShape = (optionsOf[`${way}/${to}`] ?? optionsOf[way])?.shape ?? {};
  if (result === 'pdf') return known;
  return Object.fromEntries(Object.entries(known).filter(([name]) => name !== 'pdfa' && name !== 'pdfua'));
}

function hopsOf(from: FormatName, given: Options): readonly Hop[] {
  const hops = requestedRoute(from, given.to, given);
  if (!hops) throw new ConveyorError('unsupported_conversion', { members: { conversions: conversions() } });
  return hops;
}

function formatOf({ name }: EngineFile): FormatName {
  const format = formatOfName(name);
  if (!format) throw new ConveyorError('unsupported_conversion', { members: { conversions: conversions() } });
  return format.name;
}
