import { readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type FormatName, formatOfName } from '../../shared/conversion/formats/formats.ts';
import { type Step, stepsSchema } from '../../shared/conversion/steps/steps.ts';

export const usage = `Usage: npm run convert -- <input …> [output] [options]

Converts files with the app that runs on this machine.

  npm run convert -- in.docx out.pdf            one file
  npm run convert -- docs/ out/                 a folder and its subfolders
  npm run convert -- 'docs/**/*.docx' out/      the files that match a pattern
  npm run convert -- in.docx --to png           writes the result next to the input
  npm run convert -- invoice.docx a.pdf --data a.json

  --to <format>          target format (default: from the output name, or pdf)
  --option <name=value>  conversion option, such as landscape=true; repeatable
  --data <file.json>     fills the input, a template, with this data first
  --steps <file.json>    list of steps; replaces --to, --option and --data
  --with <file>          additional input for the steps; repeatable
  --jobs <n>             number of parallel jobs (default: 4)
  --force                overwrites existing files
  --start                starts an app for this run
  --help                 prints this help

  PORT            port of the app (default: that of the running app of the data folder, or 7071)
  CONVEYOR_DATA   data folder, which stores the token (default: .conveyor/)

Exit code: 0 all files converted, 1 at least one failed, 2 invalid command.
`;

/** An invalid command line. */
export class UsageError extends Error {}

/** The parsed command line. */
export interface Command {
  inputs: string[];
  output: string | undefined;
  /** The base folder of relative paths. */
  folder: string;
  /** Additional inputs for the steps, and their names in the request. */
  resources: { path: string; name: string }[];
  /** The steps for an input. @param output the path of the result, if specified */
  stepsFor(input: string, output: string | undefined): Step[];
  jobs: number;
  force: boolean;
  start: boolean;
}

/**
 * Reads the command line.
 * @param folder the base folder of relative paths
 * @returns undefined for --help
 * @throws UsageError
 */
export function readCommand(args: string[], folder: string): Command | undefined {
  const { values, positionals } = parsed(args);
  if (values.help) return undefined;
  if (positionals.length === 0) throw new UsageError('Specify an input: a file, a folder or a pattern.');
  const inputs = positionals.length > 1 ? positionals.slice(0, -1) : positionals;
  const output = positionals.length > 1 ? positionals.at(-1) : undefined;
  const jobs = Number(values.jobs);
  if (!Number.isInteger(jobs) || jobs < 1 || jobs > 64)
    throw new UsageError('--jobs must be a number from 1 to 64.');
  const data = values.data === undefined ? [] : [{ path: values.data, name: dataName(values.data) }];
  const more = values.with.map((path) => ({ path, name: basename(path) }));
  return {
    inputs,
    output,
    folder,
    resources: [...data, ...more].map(({ path, name }) => ({ path: resolve(folder, path), name })),
    stepsFor: stepsOf(values, folder),
    jobs,
    force: values.force,
    start: values.start,
  };
}

function parsed(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        to: { type: 'string' },
        option: { type: 'string', multiple: true, default: [] },
        data: { type: 'string' },
        steps: { type: 'string' },
        with: { type: 'string', multiple: true, default: [] },
        jobs: { type: 'string', default: '4' },
        force: { type: 'boolean', default: false },
        start: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    // Node's message for an unknown option has further sentences about `--`.
    throw new UsageError(
      code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION'
        ? `${message.split('. ')[0]}. Write a file name that starts with “-” as ./-name.`
        : message,
    );
  }
}

/** The name of the data file in the request: its own, which errors mention, or data.json if a form cannot carry it. */
function dataName(path: string): string {
  const name = basename(path);
  return /^[\p{L}\p{N} ._()-]+\.json$/iu.test(name) ? name : 'data.json';
}

type Values = ReturnType<typeof parsed>['values'];

function stepsOf({ to, option, data, steps, with: more }: Values, folder: string): Command['stepsFor'] {
  if (steps !== undefined) {
    if (to !== undefined || option.length > 0 || data !== undefined)
      throw new UsageError('--steps cannot be combined with --to, --option or --data.');
    const parsedSteps = parseSteps(readJson(resolve(folder, steps)), steps);
    return () => parsedSteps;
  }
  const options = Object.fromEntries(option.map(optionOf));
  const files = more.map((path) => basename(path));
  const renderSteps = data === undefined ? [] : [{ type: 'render', dataFile: dataName(data), files }];
  return (input, output) => {
    const outputFormat = output === undefined ? undefined : formatOfName(output)?.name;
    if (output !== undefined && outputFormat === undefined)
      throw new UsageError(
        `“${basename(output)}” has no known file extension, such as .pdf. End a folder name with /.`,
      );
    const toFormat = to === undefined ? undefined : formatOfName(`a.${to}`)?.name;
    if (to !== undefined && toFormat === undefined)
      throw new UsageError(`The format “${to}” is not supported.`);
    if (outputFormat && toFormat && outputFormat !== toFormat)
      throw new UsageError(`--to specifies ${toFormat}, but the output name specifies ${outputFormat}.`);
    const target: FormatName = toFormat ?? outputFormat ?? 'pdf';
    const isFilledOnly =
      renderSteps.length > 0 && formatOfName(input)?.name === target && option.length === 0;
    const convert = { type: 'convert', to: target };
    const convertSteps = isFilledOnly ? [] : [{ ...convert, ...parseOptions(convert, options) }];
    return parseSteps([...renderSteps, ...convertSteps], 'The command');
  };
}

/** `name=value` */
function optionOf(text: string): [string, string] {
  const [, name = '', value = ''] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
  if (name === '') throw new UsageError(`--option ${text} must have the form name=value.`);
  return [name, value];
}

/** Parses option values as JSON, except where the schema of the step expects a string. */
function parseOptions(
  step: Record<string, unknown>,
  options: Record<string, string>,
): Record<string, unknown> {
  const read = Object.fromEntries(Object.entries(options).map(([name, text]) => [name, jsonOrText(text)]));
  const result = stepsSchema.safeParse([{ ...step, ...read }]);
  const wrong = new Set(result.error?.issues.map(({ path }) => path[1]));
  return Object.fromEntries(
    Object.entries(options).map(([name, text]) => [name, wrong.has(name) ? text : read[name]]),
  );
}

function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A plain word, such as A4.
    return text;
  }
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new UsageError(
      code === 'ENOENT'
        ? `There is no file “${basename(path)}”.`
        : `${basename(path)} is not valid JSON: ${message}.`,
    );
  }
}

function parseSteps(steps: unknown, name: string): Step[] {
  const result = stepsSchema.safeParse(steps);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const [index = 0, ...path] = issue?.path ?? [];
  const place = [`step ${Number(index) + 1}`, ...(path.length > 0 ? [path.join('.')] : [])].join(', ');
  throw new UsageError(`${name} is invalid: ${place}: ${issue?.message.replace(/\.$/, '')}.`);
}
