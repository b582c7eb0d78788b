import { DocumentRefused, type EngineTask } from '../../engines/engine.ts';
import type { NamedFile } from '../../files.ts';
import type { ConversionLimits } from '../../limits.ts';
import type { OutputConventions } from './liquid.ts';
import { type Item, itemsOf } from './templateData.ts';

/** The input of both kinds of templates. */
export interface RenderTask {
  items: Item[];
  /** Whether the data is a list, with one result per item. */
  isList: boolean;
  conventions: OutputConventions;
  /** Pattern for the names of the results. */
  pattern: string | undefined;
  /** Inputs that templates may show or include. */
  files: NamedFile[];
  maximumPixels: number;
}

/** Options of the step as the toolbox receives them. */
export interface RenderOptions extends OutputConventions {
  data?: unknown;
  dataFile?: string;
  files: string[];
  fileName?: string;
  limits: ConversionLimits;
}

/** @throws DocumentRefused `template_error`, `too_many_files` */
export async function renderTask({
  files,
  resources,
  options,
}: Omit<Required<EngineTask>, 'options'> & { options: RenderOptions }): Promise<RenderTask> {
  const { data, dataFile, fileName, locale, timeZone, missing, limits } = options;
  const file = resources.find(({ name }) => name === dataFile);
  const { items, isList } = await itemsOf(data, file);
  if (items.length * files.length > limits.files) throw new DocumentRefused('too_many_files');
  return {
    items,
    isList,
    conventions: { locale, timeZone, missing },
    pattern: fileName,
    files: resources.filter(({ name }) => options.files.includes(name)),
    maximumPixels: limits.pixels,
  };
}
