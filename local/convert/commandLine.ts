import { readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type FormatName, formatOfName } from '../../shared/conversion/formats/formats.ts';
import { type Step, stepsSchema } from '../../shared/conversion/steps/steps.ts';

export const usage = `Usage: npm run convert -- <input …> [output] [options]

Converts files with the app that runs on this machine.

  npm run convert -- in.docx out.pdf            a file
  npm run convert -- docs/ out/                 a folder, with all below it
  npm run convert -- 'docs/**/*.docx' out/      what a pattern finds
  npm run convert -- in.docx --to png           the result lies beside the input
  npm run convert -- invoice.docx a.pdf --data a.json

  --to <format>          what to convert to; by default what the output's name says, or pdf
  --option <name=value>  an option of the conversion, such as landscape=true; may be repeated
  --data <file.json>     fills the input, a template, with this data first
  --steps <file.json>    a list of steps, in place of --to, --option and --data
  --with <file>          a further input that the steps name; may be repeated
  --jobs <n>             how many at once (4)
  --force                overwrites what is there
  --start                starts an app for this run
  --help                 this

  PORT            where the app answers (7071)
  CONVEYOR_DATA   the data folder, where the token is kept (.conveyor/)

Exit code: 0 all is converted, 1 something is not, 2 the command is wrong.
`;

/** A command that cannot be carried out as it stands. */
export class UsageError extends Error {}

/** What a person asks for. */
export interface Command {
  inputs: string[];
  output: string | undefined;
  /** The folder that relative paths start from. */
  folder: string;
  /** The inputs that the steps name, and what they are sent as. */
  resources: { path: string; name: string }[];
  /** The steps for an input. @param output the name of the result, where it is said */
  stepsFor(input: string, output: string | undefined): Step[];
  jobs: number;
  force: boolean;
  start: boolean;
}

/**
 * Reads the command line.
 * @param folder that relative paths start from
 * @returns undefined where only help is asked for
 * @throws UsageError
 */
export function readCommand(args: string[], folder: string): Command | undefined {
  const { values, positionals } = parsed(args);
  if (values.help) return undefined;
  if (positionals.length === 0) throw new UsageError('There is no input.');
  const inputs = positionals.length > 1 ? positionals.slice(0, -1) : positionals;
  const output = positionals.length > 1 ? positionals.at(-1) : undefined;
  const jobs = Number(values.jobs);
  if (!Number.isInteger(jobs) || jobs < 1 || jobs > 64)
    throw new UsageError('--jobs is a number from 1 to 64.');
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
    // What it says of an option that it doesn't know goes on for a line.
    throw new UsageError(
      code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION'
        ? `${message.split('. ')[0]}. A file whose name begins with “-” is written as ./-name.`
        : message,
    );
  }
}

/** What data is sent as: its own name, which errors then tell, unless a name in a form cannot hold it. */
function dataName(path: string): string {
  const name = basename(path);
  return /^[\p{L}\p{N} ._()-]+\.json$/iu.test(name) ? name : 'data.json';
}

type Values = ReturnType<typeof parsed>['values'];

function stepsOf({ to, option, data, steps, with: more }: Values, folder: string): Command['stepsFor'] {
  if (steps !== undefined) {
    if (to !== undefined || option.length > 0 || data !== undefined)
      throw new UsageError('--steps says it all: --to, --option and --data are for doing without.');
    const whole = checked(jsonIn(resolve(folder, steps)), steps);
    return () => whole;
  }
  const options = Object.fromEntries(option.map(optionOf));
  const files = more.map((path) => basename(path));
  const filled = data === undefined ? [] : [{ type: 'render', dataFile: dataName(data), files }];
  return (input, output) => {
    const said = output === undefined ? undefined : formatOfName(output)?.name;
    if (output !== undefined && said === undefined)
      throw new UsageError(
        `“${basename(output)}” has no ending that says what it is, such as .pdf; a folder ends in /.`,
      );
    const wanted = to === undefined ? undefined : formatOfName(`a.${to}`)?.name;
    if (to !== undefined && wanted === undefined) throw new UsageError(`There is no format “${to}”.`);
    if (said && wanted && said !== wanted)
      throw new UsageError(`--to says ${wanted}, and the output's name says ${said}.`);
    const target: FormatName = wanted ?? said ?? 'pdf';
    const isFilledOnly = filled.length > 0 && formatOfName(input)?.name === target && option.length === 0;
    const convert = { type: 'convert', to: target };
    const last = isFilledOnly ? [] : [{ ...convert, ...typed(convert, options) }];
    return checked([...filled, ...last], 'This');
  };
}

/** `name=value` */
function optionOf(text: string): [string, string] {
  const [, name = '', value = ''] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
  if (name === '') throw new UsageError(`--option ${text} is not name=value.`);
  return [name, value];
}

/** Options as they are meant: what can be read as JSON is that, unless the step wants text there. */
function typed(step: Record<string, unknown>, options: Record<string, string>): Record<string, unknown> {
  const read = Object.fromEntries(Object.entries(options).map(([name, text]) => [name, jsonOr(text)]));
  const result = stepsSchema.safeParse([{ ...step, ...read }]);
  const wrong = new Set(result.error?.issues.map(({ path }) => path[1]));
  return Object.fromEntries(
    Object.entries(options).map(([name, text]) => [name, wrong.has(name) ? text : read[name]]),
  );
}

function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A word, such as A4.
    return text;
  }
}

function jsonIn(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new UsageError(
      code === 'ENOENT'
        ? `There is no file “${basename(path)}”.`
        : `${basename(path)} is no JSON: ${message}.`,
    );
  }
}

function checked(steps: unknown, name: string): Step[] {
  const result = stepsSchema.safeParse(steps);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const [index = 0, ...path] = issue?.path ?? [];
  const place = [`step ${Number(index) + 1}`, ...(path.length > 0 ? [path.join('.')] : [])].join(', ');
  throw new UsageError(`${name} cannot be run: ${place}: ${issue?.message.replace(/\.$/, '')}.`);
}
