import type { NamedFile } from '../files.ts';
import { formatOfName } from '../formats/formats.ts';
import type { LoadOptions } from './options/loadOptions.ts';
import { isMarkdown } from './options/pageRules.ts';
import type { StepContext } from './step.ts';

/** Includes in an HTML page the Markdown files that it names. Other files are returned unchanged. */
export async function withIncludedMarkdown(
  file: NamedFile,
  { encoding }: Partial<LoadOptions>,
  { engine, resources }: StepContext,
): Promise<NamedFile> {
  const included = resources.filter(({ name }) => isMarkdown(name));
  if (formatOfName(file.name)?.name !== 'html' || included.length === 0) return file;
  const task = {
    operation: 'includeMarkdown',
    files: [file],
    resources: included,
    options: encoding === undefined ? {} : { encoding },
  };
  return (await engine('toolbox', task)).files[0] ?? file;
}
