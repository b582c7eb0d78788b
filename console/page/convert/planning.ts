import type { ConversionList } from '../session/client.ts';
import type { Step } from '../session/step.ts';

type StepKind = ConversionList['steps'][number];

/** Whether a step can be added, and why not. */
export interface StepOffer {
  kind: StepKind;
  /** Why the step does not fit; undefined if it fits. */
  reason: string | undefined;
}

/** Formats that exist only as parts of pages: nothing is made from them. */
const isAsset = (format: string, { conversions }: ConversionList): boolean =>
  !conversions.some(({ from }) => from === format);

/** The format of a file by the extension of its name; undefined if the server does not know it. */
export function formatOf(name: string, { formats }: ConversionList): string | undefined {
  const extension = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  return formats.find(({ extensions }) => extensions.includes(extension))?.name;
}

/** The files that a job is made from, without those that pages use. */
export function documentsOf(names: readonly string[], list: ConversionList): string[] {
  const documents = names.filter((name) => !isAsset(formatOf(name, list) ?? '', list));
  return documents.length > 0 ? documents : [...names];
}

/** The names of the files that pages use. */
export function assetsOf(names: readonly string[], list: ConversionList): string[] {
  const documents = new Set(documentsOf(names, list));
  return names.filter((name) => !documents.has(name));
}

/** The formats into which all of these formats can be converted; PDF first. A file that has the format already is kept. */
export function targetsOf(formats: readonly string[], { conversions }: ConversionList): string[] {
  const pairs = new Set(conversions.map(({ from, to }) => `${from} ${to}`));
  const all = [...new Set(conversions.map(({ to }) => to))];
  const common = all.filter(
    (to) =>
      formats.every((from) => from === to || pairs.has(`${from} ${to}`)) &&
      formats.some((from) => pairs.has(`${from} ${to}`)),
  );
  return common.sort((a, b) => Number(b === 'pdf') - Number(a === 'pdf'));
}

/** The formats after some steps, as far as the table of steps says; the server checks them exactly. */
export function formatsAfter(
  formats: readonly string[],
  steps: readonly Step[],
  list: ConversionList,
): string[] {
  return steps.reduce<string[]>((before, step) => after(before, step, list), [...new Set(formats)]);
}

function after(before: string[], step: Step, { steps }: ConversionList): string[] {
  if (step.type === 'convert') return [String(step.to)];
  const to = steps.find(({ type }) => type === step.type)?.to ?? [];
  if (to.length === 0) return before;
  if (typeof step.format === 'string') return [step.format];
  const [only = ''] = before;
  // Steps that read or write, such as `form`: with an option they write, and the format stays.
  const writes = before.length === 1 && to.includes(only) && Object.keys(step).length > 1;
  return [writes ? only : ((to.includes(only) ? to.at(-1) : to[0]) ?? only)];
}

/** All kinds of steps, with the reason why a kind cannot follow these files. */
export function offersAfter(formats: readonly string[], files: number, list: ConversionList): StepOffer[] {
  return list.steps.map((kind) => ({ kind, reason: reasonAgainst(kind, formats, files, list) }));
}

function reasonAgainst(
  kind: StepKind,
  formats: readonly string[],
  files: number,
  list: ConversionList,
): string | undefined {
  const unfit = formats.find((format) => !kind.from.includes(format));
  if (unfit !== undefined)
    return `It takes ${kind.from.map(formatText).join(', ')}; here the files are ${formatText(unfit)}.`;
  if (kind.type === 'merge' && files < 2) return 'It needs at least two files.';
  if (kind.type === 'convert' && targetsOf(formats, list).length === 0)
    return `Nothing can be made from ${formats.map(formatText).join(' and ')}.`;
  return undefined;
}

/** A format as people write it. */
export const formatText = (format: string): string => (format === 'md' ? 'Markdown' : format.toUpperCase());

/** The names of the options that a step can have with files of these formats. */
export function optionsOf(step: Step, formats: readonly string[], list: ConversionList): string[] {
  const schema = list.steps.find(({ type }) => type === step.type)?.schema as
    | { properties?: object }
    | undefined;
  const all = Object.keys(schema?.properties ?? {}).filter((name) => name !== 'type');
  if (step.type !== 'convert') return all;
  const applicable = new Set(
    list.conversions
      .filter(({ from, to }) => to === step.to && formats.includes(from))
      .flatMap(({ options }) => options),
  );
  return all.filter((name) => name === 'to' || name === 'fileName' || applicable.has(name));
}
