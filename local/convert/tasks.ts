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
  /** Its name in the terminal output. */
  name: string;
  steps: Step[];
  /** Path of the result. Several results get a number after the name. */
  output: string;
  /** Whether several results keep the names that the app gives them. */
  keepsNames: boolean;
  /** Whether there may be several results, whose paths are not known before the conversion. */
  mayHaveSeveralResults: boolean;
}

/** The files to convert, and the number of files in folders that the app cannot convert. */
export interface Work {
  tasks: Task[];
  skipped: number;
}

/** An input file, and the folder to which its output path is relative. */
interface InputFile {
  path: string;
  base: string;
  /** Whether a folder or a pattern led to it. Such a file is skipped if it cannot be converted. */
  isDiscovered: boolean;
}

/**
 * Expands the inputs of a command to files and plans the conversion of each.
 * @throws UsageError if an input does not exist or the output is invalid
 */
export function tasksOf(command: Command): Work {
  const { folder, output } = command;
  const missing = command.resources.find(({ path }) => kindOf(path) !== 'file');
  if (missing) throw new UsageError(`There is no file “${basename(missing.path)}”.`);
  const all = command.inputs.flatMap((input) => findInputs(input, folder));
  // An input that is named twice is converted once.
  const found = [...new Map(all.map((each) => [each.path, each])).values()];
  const hasSeveralInputs = found.length !== 1 || found.some(({ isDiscovered }) => isDiscovered);
  const outputPath = output === undefined ? undefined : resolve(folder, output);
  const isFolder =
    outputPath !== undefined &&
    (hasSeveralInputs || /[/\\]$/.test(output ?? '') || kindOf(outputPath) === 'folder');
  if (isFolder && kindOf(outputPath) === 'file')
    throw new UsageError(`“${output}” is a file. Several inputs need an output folder.`);
  if (isFolder && !kindOf(outputPath) && !/[/\\]$/.test(output ?? '') && formatOfName(output ?? ''))
    throw new UsageError(`“${output}” is a file name. Several inputs need an output folder.`);
  const file = isFolder ? undefined : outputPath;
  const resourcePaths = new Set(command.resources.map(({ path }) => path));
  // The output folder may be inside an input folder. Its files are not inputs.
  const isResult = ({ path, base, isDiscovered }: InputFile) =>
    isDiscovered && isFolder && isBelow(outputPath, base) && isBelow(path, outputPath);
  const inputs = found.filter((each) => !resourcePaths.has(each.path) && !isResult(each));
  const planned = inputs.map((each) => ({ ...each, ...planOf(each, command, file) }));
  const tasks = planned
    .filter(({ isConvertible, isDiscovered }) => isConvertible || !isDiscovered)
    .map(({ path, base, steps, several, extension }) => {
      const target =
        file ?? join(outputPath ?? dirname(path), outputPath ? relative(base, path) : basename(path));
      return {
        input: path,
        name: relative(folder, path) || basename(path),
        steps,
        output: file ?? withExtension(target, extension),
        keepsNames: file === undefined,
        mayHaveSeveralResults: several,
      };
    });
  return { tasks: withDistinctOutputs(tasks), skipped: planned.length - tasks.length };
}

function findInputs(input: string, folder: string): InputFile[] {
  const path = resolve(folder, input);
  const kind = kindOf(path);
  if (kind === 'file') return [{ path, base: dirname(path), isDiscovered: false }];
  if (kind === 'folder')
    return filesBelow(path).map((each) => ({ path: each, base: path, isDiscovered: true }));
  if (!/[*?[{]/.test(input)) throw new UsageError(`There is no file or folder “${input}”.`);
  const base = resolve(folder, /^(?:[^*?[{]*\/)?/.exec(input)?.[0] ?? '');
  const matches = globSync(input, { cwd: folder }).map((each) => resolve(folder, each));
  const files = matches.filter((each) => kindOf(each) === 'file').sort();
  if (files.length === 0) throw new UsageError(`No file matches “${input}”.`);
  return files.map((each) => ({ path: each, base, isDiscovered: true }));
}

/**
 * The files of a folder and its subfolders, without hidden files, node_modules and lock files of office programs (`~$…`).
 * Links to folders are not followed because they may form a cycle.
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

/** Plans the steps by the file's name: whether the app accepts them, and what results they have. */
function planOf({ path }: InputFile, command: Command, file: string | undefined) {
  const steps = command.stepsFor(path, file);
  const resources = command.resources.map(({ name }) => name);
  try {
    const plan = planSteps([basename(path), ...resources], steps);
    const last = plan.after.at(-1) ?? [];
    const several = last.length !== 1 || last.some(({ many }) => many);
    return { steps, isConvertible: true, several, extension: extensionOf(last[0]?.format) };
  } catch {
    // A file that the command names is submitted anyway: the app returns the reason for the refusal.
    return { steps, isConvertible: false, several: false, extension: 'pdf' };
  }
}

function extensionOf(name: Format['name'] | undefined): string {
  return formatList.find((format) => format.name === name)?.extensions[0] ?? 'pdf';
}

/**
 * Gives inputs with the same output path distinct ones: `a.docx.pdf` and `a.odt.pdf`. If these collide too, they are
 * numbered.
 */
function withDistinctOutputs(tasks: Task[]): Task[] {
  const byOutput = Map.groupBy(tasks, ({ output }) => output);
  const isUnique = ({ output }: Task) => (byOutput.get(output)?.length ?? 0) < 2;
  const used = new Set(tasks.filter(isUnique).map(({ output }) => output));
  return tasks.map((task) => {
    if (isUnique(task)) return task;
    const ending = task.output.slice(task.output.lastIndexOf('.'));
    const stem = join(dirname(task.output), basename(task.input));
    let output = `${stem}${ending}`;
    for (let n = 2; used.has(output); n++) output = `${stem} (${n})${ending}`;
    used.add(output);
    return { ...task, output, keepsNames: false };
  });
}

function kindOf(path: string): 'file' | 'folder' | undefined {
  try {
    const found = statSync(path, { throwIfNoEntry: false });
    return found?.isDirectory() ? 'folder' : found ? 'file' : undefined;
  } catch {
    // A link cycle or a folder without permission counts as not existing.
    return undefined;
  }
}

const isBelow = (path: string, folder: string | undefined) =>
  folder !== undefined && path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
