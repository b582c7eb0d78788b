import { globSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import {
  type Format,
  formatList,
  formatOfName,
  withExtension,
} from '../../shared/conversion/formats/formats.ts';
import { planSteps } from '../../shared/conversion/steps/plan.ts';
import type { Step } from '../../shared/conversion/steps/steps.ts';
import { type Command, UsageError } from './commandLine.ts';

/** One file to convert. */
export interface Task {
  /** Path of the input. */
  input: string;
  /** How it is called in the terminal. */
  name: string;
  steps: Step[];
  /** Path of the result; of several, that of the first without its number. */
  output: string;
  /** Whether several results keep the names that the app gives them. */
  keepsNames: boolean;
  /** Whether there may be several results, whose paths are not known yet. */
  isMany: boolean;
}

/** Everything to do, and how many files of a folder nothing can be done with. */
export interface Work {
  tasks: Task[];
  leftOut: number;
}

/** A file that was found, and the folder that its place in the output follows from. */
interface Found {
  path: string;
  base: string;
  /** Whether it was not named itself, so that it may be left out. */
  isFound: boolean;
}

/**
 * What a command comes to, file by file.
 * @throws UsageError for inputs that are not there and outputs that cannot be
 */
export function tasksOf(command: Command): Work {
  const { folder, output } = command;
  const missing = command.resources.find(({ path }) => kindOf(path) !== 'file');
  if (missing) throw new UsageError(`There is no file “${basename(missing.path)}”.`);
  const all = command.inputs.flatMap((input) => findIn(input, folder));
  // What is named twice is there once.
  const found = [...new Map(all.map((each) => [each.path, each])).values()];
  const isMany = found.length !== 1 || found.some(({ isFound }) => isFound);
  const place = output === undefined ? undefined : resolve(folder, output);
  const isFolder =
    place !== undefined && (isMany || /[/\\]$/.test(output ?? '') || kindOf(place) === 'folder');
  if (isFolder && kindOf(place) === 'file')
    throw new UsageError(`“${output}” is a file, and there are several inputs: name a folder.`);
  if (isFolder && !kindOf(place) && !/[/\\]$/.test(output ?? '') && formatOfName(output ?? ''))
    throw new UsageError(`“${output}” is the name of a file, and there are several inputs: name a folder.`);
  const file = isFolder ? undefined : place;
  const given = new Set(command.resources.map(({ path }) => path));
  // A folder of results that lies within the inputs is none of them.
  const isResult = ({ path, base, isFound }: Found) =>
    isFound && isFolder && isBelow(place, base) && isBelow(path, place);
  const wanted = found.filter((each) => !given.has(each.path) && !isResult(each));
  const planned = wanted.map((each) => ({ ...each, ...planOf(each, command, file) }));
  const tasks = planned
    .filter(({ fits, isFound }) => fits || !isFound)
    .map(({ path, base, steps, several, extension }) => {
      const target = file ?? join(place ?? dirname(path), place ? relative(base, path) : basename(path));
      return {
        input: path,
        name: relative(folder, path) || basename(path),
        steps,
        output: file ?? withExtension(target, extension),
        keepsNames: file === undefined,
        isMany: several,
      };
    });
  return { tasks: apart(tasks), leftOut: planned.length - tasks.length };
}

function findIn(input: string, folder: string): Found[] {
  const path = resolve(folder, input);
  const kind = kindOf(path);
  if (kind === 'file') return [{ path, base: dirname(path), isFound: false }];
  if (kind === 'folder') return filesBelow(path).map((each) => ({ path: each, base: path, isFound: true }));
  if (!/[*?[{]/.test(input)) throw new UsageError(`There is no file or folder “${input}”.`);
  const base = resolve(folder, /^(?:[^*?[{]*\/)?/.exec(input)?.[0] ?? '');
  const matches = globSync(input, { cwd: folder }).map((each) => resolve(folder, each));
  const files = matches.filter((each) => kindOf(each) === 'file').sort();
  if (files.length === 0) throw new UsageError(`“${input}” finds no file.`);
  return files.map((each) => ({ path: each, base, isFound: true }));
}

/**
 * Files of a folder and all below it, without what is hidden, and what office programs lock documents with. Links to
 * folders are not followed: they may lead in a circle.
 */
function filesBelow(folder: string): string[] {
  return entriesOf(folder)
    .filter(({ name }) => !/^(\.|~\$|node_modules$)/.test(name))
    .sort((a, b) => a.name.localeCompare(b.name))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return filesBelow(path);
      return entry.isFile() || (entry.isSymbolicLink() && kindOf(path) === 'file') ? [path] : [];
    });
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    throw new UsageError(`The folder “${folder}” cannot be read: ${(error as Error).message}.`);
  }
}

/** What the app will say to the steps of a file, as far as its name tells, and what comes of them. */
function planOf({ path }: Found, command: Command, file: string | undefined) {
  const steps = command.stepsFor(path, file);
  const resources = command.resources.map(({ name }) => name);
  try {
    const plan = planSteps([basename(path), ...resources], steps);
    const last = plan.after.at(-1) ?? [];
    const several = last.length !== 1 || last.some(({ many }) => many);
    return { steps, fits: true, several, extension: extensionOf(last[0]?.format) };
  } catch {
    // A file that was named is sent all the same: the app says best why it is refused.
    return { steps, fits: false, several: false, extension: 'pdf' };
  }
}

function extensionOf(name: Format['name'] | undefined): string {
  return formatList.find((format) => format.name === name)?.extensions[0] ?? 'pdf';
}

/**
 * Files that would become one keep the endings that told them apart: `a.docx.pdf` and `a.odt.pdf`. Those that have even
 * these in common are numbered.
 */
function apart(tasks: Task[]): Task[] {
  const counts = Map.groupBy(tasks, ({ output }) => output);
  const isAlone = ({ output }: Task) => (counts.get(output)?.length ?? 0) < 2;
  const taken = new Set(tasks.filter(isAlone).map(({ output }) => output));
  return tasks.map((task) => {
    if (isAlone(task)) return task;
    const ending = task.output.slice(task.output.lastIndexOf('.'));
    const stem = join(dirname(task.output), basename(task.input));
    let output = `${stem}${ending}`;
    for (let n = 2; taken.has(output); n++) output = `${stem} (${n})${ending}`;
    taken.add(output);
    return { ...task, output, keepsNames: false };
  });
}

export function kindOf(path: string): 'file' | 'folder' | undefined {
  try {
    const found = statSync(path, { throwIfNoEntry: false });
    return found?.isDirectory() ? 'folder' : found ? 'file' : undefined;
  } catch {
    // A link that leads in a circle, a folder that may not be entered: nothing is there for whoever asks.
    return undefined;
  }
}

const isBelow = (path: string, folder: string | undefined) =>
  folder !== undefined && path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
