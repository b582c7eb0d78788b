import { z } from 'zod';
import { ConveyorError } from '../../errors.ts';
import type { EngineFile } from '../engines/engine.ts';
import { formatOfName } from '../formats/formats.ts';
import { isTooDeep, maximumDataLevels } from './options/dataLevels.ts';
import { pageCanUse } from './options/pageRules.ts';
import { planned, type StepContext, step } from './step.ts';

/** Characters of the data as JSON, where it stands in the step itself. */
const maximumData = 1024 ** 2;

const item = z.record(z.string(), z.unknown());
const fileName = z.string().min(1).max(255);

const options = z.strictObject({
  data: z
    .union([item, z.array(item).min(1)])
    .refine((data) => !isTooDeep(data), {
      error: `may have at most ${maximumDataLevels} levels`,
      abort: true,
    })
    .refine(
      (data) => JSON.stringify(data).length <= maximumData,
      `may have at most ${maximumData} characters as JSON`,
    )
    .optional()
    .meta({ description: 'What the template is filled with; a list gives one result for each of its items' }),
  dataFile: fileName
    .optional()
    .meta({ description: 'The name of an input with the data as JSON, in place of `data`' }),
  files: z
    .array(fileName)
    .max(100)
    .default([])
    .meta({ description: 'Names of inputs that the template shows as images or includes as partials' }),
  fileName: z.string().max(500).optional().meta({
    description: 'The name of each result without its extension, as `invoice-{{ number }}`; for a list',
  }),
  locale: z
    .string()
    .max(50)
    .refine((locale) => isKnown(() => new Intl.Locale(locale)), 'is no BCP 47 language tag')
    .default('en-GB')
    .meta({ description: 'How numbers and dates are written where a tag says nothing else' }),
  timeZone: z
    .string()
    .max(50)
    .refine((timeZone) => isKnown(() => new Intl.DateTimeFormat('en', { timeZone })), 'is no time zone')
    .default('UTC')
    .meta({ description: 'Where moments are shown, as `Europe/Berlin`' }),
  missing: z
    .enum(['error', 'empty'])
    .default('error')
    .meta({ description: 'What becomes of a tag that the data has no value for' }),
});

/** What fills a template of each format. */
const operations = { docx: 'renderDocx', html: 'renderHtml' } as const;

/** A template and data, as a document. */
export const render = step({
  type: 'render',
  summary: 'Fills a template (DOCX, or HTML with Liquid) with JSON data.',
  options,
  from: ['docx', 'html'],
  to: 'same',
  resources: ({ dataFile, files }) => [...(dataFile === undefined ? [] : [dataFile]), ...files],
  check: ({ data, dataFile, files }) => {
    if ((data === undefined) === (dataFile === undefined))
      return '`render` needs one of `data` and `dataFile`.';
    if (dataFile !== undefined && formatOfName(dataFile)?.name !== 'json')
      return `\`dataFile\` names “${dataFile}”, which is not a .json file.`;
    const document = files.find((name) => !pageCanUse(name));
    return document && `\`files\` names “${document}”, which no template can show or include.`;
  },
  plan: (shapes, { data, dataFile, fileName }) => {
    const filled = planned({ type: 'render', from: ['docx', 'html'], to: 'same' }, shapes);
    // What a file holds is not known yet: a list may be in it.
    const many = dataFile !== undefined || Array.isArray(data);
    const named = fileName === undefined ? {} : { stem: undefined };
    return filled.map((shape) => ({ ...shape, ...named, many: shape.many || many }));
  },
  run: async (files, given, context) => {
    const results: EngineFile[] = [];
    for (const file of files) results.push(...(await filledBy(file, given, context)));
    return results;
  },
});

async function filledBy(
  file: EngineFile,
  given: z.output<typeof options>,
  { engine, resources, limits }: StepContext,
): Promise<EngineFile[]> {
  const format = formatOfName(file.name)?.name;
  if (format !== 'docx' && format !== 'html')
    throw new ConveyorError('steps_do_not_fit', { detail: '`render` takes docx and html.' });
  const { files } = await engine('toolbox', {
    operation: operations[format],
    files: [file],
    resources: resources.filter(({ name }) => name === given.dataFile || given.files.includes(name)),
    options: { ...given, limits },
  });
  return files;
}

function isKnown(make: () => unknown): boolean {
  try {
    make();
    return true;
  } catch {
    return false;
  }
}
