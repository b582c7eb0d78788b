import { ConveyorError } from '../../errors.ts';
import type { NamedFile } from '../files.ts';
import { type FormatName, formatList, formatOfName, readerOf } from '../formats/formats.ts';
import { type Hop, requestedRoute, targets } from '../formats/routes.ts';
import { unsupportedFile, unsupportedFormat } from '../formats/unsupported.ts';
import { plainDocument } from '../inputs/plainDocument.ts';
import { standards } from '../standards.ts';
import { inventoried } from '../toolbox/inventory/inventoried.ts';
import { type ConvertOptions, convertOptions, optionsFor } from './options/convertOptions.ts';
import { loadRules } from './options/loadOptions.ts';
import { checkPageOptions, resourcesOfPage } from './options/pageRules.ts';
import { unappliedOptions } from './options/unappliedOptions.ts';
import { runHop, runHops, selectsFromResult } from './runHops.ts';
import { type FileShape, refuseEncrypted, type StepContext, step } from './step.ts';
import { withIncludedMarkdown } from './withIncludedMarkdown.ts';

export const convert = step({
  type: 'convert',
  summary: 'Converts each file to another format.',
  options: convertOptions,
  from: formatList.map(({ name }) => name),
  to: targets,
  // A PDF that becomes PDF/UA gets metadata that PDF/A must describe. With both options its PDF/A is made anew.
  keeps: ({ pdfua, pdfa }) => (pdfua && !pdfa ? ['PDF/UA-1'] : standards),
  secrets: ['cookies', 'extraHttpHeaders', 'password'],
  resources: resourcesOfPage,
  rules: {
    ...loadRules,
    dependentSchemas: {
      preferCssPageSize: {
        not: {
          properties: { preferCssPageSize: { const: true }, singlePage: { const: true } },
          required: ['singlePage'],
        },
      },
    },
  },
  plan: (shapes, given) => {
    if (given.url !== undefined) return pageOfUrl(shapes, given);
    if (shapes.length === 0)
      throw new ConveyorError('steps_do_not_fit', { detail: '`convert` needs a file.' });
    const others = shapes.some(({ format }) => !isDone(format, given));
    return shapes.map((shape) =>
      others && isDone(shape.format, given) ? shape : plannedShape(shape, given),
    );
  },
  engines: (shapes, given) => {
    const formats = given.url === undefined ? shapes.map(({ format }) => format) : (['html'] as const);
    const converted = formats.filter((format) => !isRead(format, given));
    const hops = converted.flatMap((format) => hopsOf(format, given));
    const toolbox =
      given.password !== undefined ||
      selectsFromResult(given) ||
      converted.some((format) => inventoried.includes(readerOf(format)));
    return [...hops.map(({ engine }) => engine), ...(toolbox ? (['toolbox'] as const) : [])];
  },
  run: async (files, given, context) => {
    if (given.url !== undefined) return printUrl(given, context);
    const results: NamedFile[] = [];
    for (const file of files) results.push(...(await convertFile(file, given, context)));
    return results;
  },
});

/** Whether a file already has the target format. Such a file is passed on, so that it can be merged with the others. */
function isDone(format: FormatName, given: ConvertOptions): boolean {
  return format === given.to && !requestedRoute(format, given.to, given);
}

/** Whether reading a file already gives the target format, such as a template that becomes a document. */
function isRead(format: FormatName, given: ConvertOptions): boolean {
  const reader = readerOf(format);
  return isDone(format, given) || (reader !== format && reader === given.to);
}

function plannedShape(shape: FileShape, given: ConvertOptions): FileShape {
  refuseEncrypted('convert', shape);
  const hops = hopsOf(shape.format, given, shape.name);
  const applicable = new Set(['to', ...hops.flatMap((hop) => Object.keys(optionsFor(hop, given.to)))]);
  const unknown = Object.keys(given).find((name) => !applicable.has(name));
  if (unknown)
    throw new ConveyorError('invalid_parameter', {
      detail: `\`${unknown}\` does not apply to a conversion of ${shape.format} to ${given.to}.`,
    });
  if (given.exportNotesInMargin)
    throw new ConveyorError('invalid_parameter', {
      detail:
        'Comments cannot be printed in the margin (`exportNotesInMargin`). Use `exportNotes`, with which comments become annotations.',
    });
  if (applicable.has('paperWidth')) checkPageOptions(given);
  const apart = given.to === 'csv' || hops.some(({ operation }) => operation === 'renderPages');
  const pdfa = given.to === 'pdf' ? (given.pdfa ?? (given.pdfua ? 'PDF/UA-1' : undefined)) : undefined;
  return { format: given.to, stem: shape.stem, many: shape.many || apart, pdfa };
}

/** The page of a URL, which is named by the step and is not an input. */
function pageOfUrl(shapes: FileShape[], given: ConvertOptions): FileShape[] {
  if (shapes.length > 0)
    throw new ConveyorError('steps_do_not_fit', {
      detail: 'A job with a `url` must not have files.',
    });
  return [plannedShape({ format: 'html', many: false }, given)];
}

async function printUrl(given: ConvertOptions, context: StepContext): Promise<NamedFile[]> {
  const [print, ...hops] = hopsOf('html', given);
  if (!print) throw new Error('The route of a page has no hops.');
  const files = await runHop(print, [], given, context);
  return runHops(
    files.map(({ bytes }) => ({ name: `page.${given.to}`, bytes })),
    hops,
    given,
    context,
  );
}

async function convertFile(
  file: NamedFile,
  given: ConvertOptions,
  context: StepContext,
): Promise<NamedFile[]> {
  const opened = isDone(formatOf(file, given), given) ? file : await decrypted(file, given, context);
  const { file: found, macros, mustRewrite } = await plainDocument(opened);
  const document = mustRewrite ? await plainPackage(found, context) : found;
  if (macros)
    context.warn({ code: 'macros_dropped', detail: `“${file.name}” has macros. The result does not.` });
  const format = formatOf(document, given);
  if (isDone(format, given)) return [document];
  for (const warning of unappliedOptions(format, given)) context.warn(warning);
  const page = await withIncludedMarkdown(document, given, context);
  const [files] = await Promise.all([
    runHops([page], hopsOf(format, given, file.name), given, context),
    warnOfLosses(document, format, given, context),
  ]);
  return files;
}

/** Rewrites a package in the toolbox, as its parts can be of any size and content. */
async function plainPackage(file: NamedFile, { engine }: StepContext): Promise<NamedFile> {
  const [plain] = (await engine('toolbox', { operation: 'plainPackage', files: [file] })).files;
  // Not the original document, which has the macros.
  if (!plain) throw new Error('The toolbox returned no document.');
  return plain;
}

/** Adds warnings of objects that the conversion loses. It reads the document while the engine converts it. */
async function warnOfLosses(
  file: NamedFile,
  format: FormatName,
  { to, exportNotes }: ConvertOptions,
  { engine }: StepContext,
): Promise<void> {
  if (!inventoried.includes(format)) return;
  const options = { to, exportNotes };
  await engine('toolbox', { operation: 'takeInventory', files: [file], options });
}

/** Decrypts a file if the step has a password. */
async function decrypted(
  file: NamedFile,
  { password }: ConvertOptions,
  context: StepContext,
): Promise<NamedFile> {
  if (password === undefined) return file;
  const task = { operation: 'decryptOffice', files: [file], options: { password, limits: context.limits } };
  const [open] = (await context.engine('toolbox', task)).files;
  return open ? { name: file.name, bytes: open.bytes } : file;
}

function hopsOf(from: FormatName, given: ConvertOptions, name?: string): readonly Hop[] {
  const hops = requestedRoute(from, given.to, given);
  if (!hops) throw unsupportedFormat(from, given.to, name);
  return hops;
}

function formatOf({ name }: NamedFile, { to }: ConvertOptions): FormatName {
  const format = formatOfName(name);
  if (!format) throw unsupportedFile(name, to);
  return format.name;
}
