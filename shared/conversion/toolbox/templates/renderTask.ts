import { DocumentRefused, type EngineFile, type EngineTask } from '../../engines/engine.ts';
import type { ConversionLimits } from '../../limits.ts';
import type { OutputConventions } from './liquid.ts';
import { type Item, itemsOf } from './templateData.ts';

/** What both kinds of template are told. */
export interface RenderTask {
  items: Item[];
  /** Whether the data was a list: one result for each item. */
  isList: boolean;
  conventions: OutputConventions;
  /** The pattern of the results' names. */
  pattern: string | undefined;
  /** The inputs that templates may show or include. */
  files: EngineFile[];
  maximumPixels: number;
}

/** The options of the step as they reach the toolbox. */
export interface RenderOptions extends OutputConventions {
  data?: unknown;
  dataFile?: string;
  files: string[];
  fileName?: string;
  limits: ConversionLimits;
}

/** @throws DocumentRefused `template_error`, `too_many_files` */
export function renderTask({
  files,
  resources,
  options,
}: Omit<Required<EngineTask>, 'options'> & { options: RenderOptions }): RenderTask {
  const { data, dataFile, fileName, locale, timeZone, missing, limits } = options;
  const file = resources.find(({ name }) => name === dataFile);
  const { items, isList } = itemsOf(data, file);
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
