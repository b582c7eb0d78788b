import type { EngineResult } from '../engines/engine.ts';
import { madeFrom } from '../fileNames.ts';
import type { NamedFile } from '../files.ts';
import { withExtension } from '../formats/formats.ts';
import type { Hop } from '../formats/routes.ts';
import { engineRanges } from '../pageSelection.ts';
import { runInToolbox } from './forEachFile.ts';
import { applicableOptions, type ConvertOptions } from './options/convertOptions.ts';
import type { StepContext } from './step.ts';

/** Runs the hops of a conversion, each on the results of the hop before. */
export async function runHops(
  files: NamedFile[],
  hops: readonly Hop[],
  given: ConvertOptions,
  context: StepContext,
): Promise<NamedFile[]> {
  let current = files;
  for (const hop of hops) {
    const next: NamedFile[] = [];
    for (const each of current) {
      const made = await runHop(hop, [each], given, context);
      const single = made.length === 1;
      const named = single ? made.map((file) => ({ ...file, name: withExtension(each.name, hop.to) })) : made;
      next.push(...madeFrom(each, named));
    }
    current = next;
    // A PDF that is the result is counted as a result.
    if (given.to !== 'pdf') await context.countIntermediate(current);
  }
  return current;
}

/** Runs one hop. @param files one file, or none for the page of a URL */
export async function runHop(
  hop: Hop,
  files: NamedFile[],
  given: ConvertOptions,
  context: StepContext,
): Promise<NamedFile[]> {
  const { engine, operation, to } = hop;
  const { nativePageRanges, ...options } = applicableOptions(hop, given);
  const ranges = nativePageRanges as ConvertOptions['nativePageRanges'];
  const native = ranges && engineRanges(ranges);
  const task = {
    operation,
    files,
    options: {
      ...options,
      ...(native && { nativePageRanges: native }),
      to,
      defaultPaper: context.paper,
      ...(engine === 'toolbox' && { limits: context.limits }),
    },
    resources: [...context.resources],
  };
  const result = await context.engine(engine, task);
  if (ranges === undefined || native) return withGlyphs(result, context);
  // Before the search for missing glyphs, so that no warning names characters of other pages.
  return withGlyphs({ ...result, files: await selected(result.files, ranges, context) }, context);
}

/** Whether the step selects pages of an engine's PDF, because the engine cannot select them. */
export function selectsFromResult({ nativePageRanges: ranges }: ConvertOptions): boolean {
  return ranges !== undefined && engineRanges(ranges) === undefined;
}

/** The selected pages of an engine's PDF: a document of its own, as if the engine had selected them, and not a part. */
async function selected(files: NamedFile[], ranges: string, context: StepContext): Promise<NamedFile[]> {
  const options = { splitMode: 'pages', splitSpan: ranges, splitUnify: true };
  const made = await runInToolbox('splitPdf', files, options, context);
  return made.map(({ name, bytes }) => ({ name, bytes }));
}

/** The files of an engine. PDFs that may lack glyphs are searched for them, which adds warnings. */
async function withGlyphs(
  { files, uncommonCharacters }: EngineResult,
  { engine }: StepContext,
): Promise<NamedFile[]> {
  if (!uncommonCharacters?.length) return files;
  const checked: NamedFile[] = [];
  for (const file of files) {
    const options = { characters: uncommonCharacters };
    const task = { operation: 'missingGlyphs', files: [file], options };
    checked.push(...(await engine('toolbox', task)).files);
  }
  return checked;
}
