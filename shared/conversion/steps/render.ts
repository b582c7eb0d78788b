import { z } from 'zod';
import { ConveyorError } from '../../errors.ts';
import type { NamedFile } from '../files.ts';
import { formatOfName } from '../formats/formats.ts';
import { anyCase } from './options/anyCase.ts';
import { isTooDeep, maximumDataLevels } from './options/dataLevels.ts';
import { pageCanUse } from './options/pageRules.ts';
import { planned, type StepContext, step } from './step.ts';

/** Limit of `data` in the step, in characters as JSON. */
const maximumData = 1024 ** 2;

const item = z.record(z.string(), z.unknown());
const fileName = z.string().min(1).max(255);

const options = z.strictObject({
  data: z
    .union([item, z.array(item).min(1)])
    .refine((data) => !isTooDeep(data), {
      error: `must have at most ${maximumDataLevels} levels`,
      abort: true,
    })
    .refine(
      (data) => JSON.stringify(data).length <= maximumData,
      `must have at most ${maximumData} characters as JSON`,
    )
    .optional()
    .meta({
      description: `Data for the template; a list gives one result per item. At most ${maximumDataLevels} levels and ${maximumData} characters as JSON`,
    }),
  dataFile: fileName.optional().meta({
    description: 'Name of an input with the data as JSON, instead of `data`',
    pattern: `\\.${anyCase('json')}$`,
  }),
  files: z
    .array(fileName)
    .max(100)
    .default([])
    .meta({ description: 'Names of inputs that the template can show as images or include as partials' }),
  fileName: z.string().max(500).optional().meta({
    description: 'Name of each result without its extension, such as `invoice-{{ number }}`; for a list',
  }),
  locale: z
    .string()
    .max(50)
    .refine((locale) => isValid(() => new Intl.Locale(locale)), 'must be a BCP 47 language tag')
    .default('en-GB')
    .meta({ description: 'Default format of numbers and dates, as a BCP 47 language tag' }),
  timeZone: z
    .string()
    .max(50)
    .refine(
      (timeZone) => isValid(() => new Intl.DateTimeFormat('en', { timeZone })),
      'must be an IANA time zone',
    )
    .default('UTC')
    .meta({ description: 'IANA time zone of dates and times, such as `Europe/Berlin`' }),
  missing: z.enum(['error', 'empty']).default('error').meta({
    description: 'A tag without a value in the data: `error` fails the job, `empty` leaves it empty',
  }),
});

/** Toolbox operations by format. */
const operations = { docx: 'renderDocx', html: 'renderHtml' } as const;

export const render = step({
  type: 'render',
  summary: 'Fills a template (DOCX, or HTML with Liquid) with JSON data.',
  options,
  from: ['docx', 'html'],
  to: 'same',
  resources: ({ dataFile, files }) => [...(dataFile === undefined ? [] : [dataFile]), ...files],
  rules: { oneOf: [{ required: ['data'] }, { required: ['dataFile'] }] },
  check: ({ data, dataFile, files }) => {
    if ((data === undefined) === (dataFile === undefined)) return 'Either `data` or `dataFile` is required.';
    if (dataFile !== undefined && formatOfName(dataFile)?.name !== 'json')
      return `\`dataFile\` names “${dataFile}”, which is not a .json file.`;
    const document = files.find((name) => !pageCanUse(name));
    return document && `\`files\` names “${document}”, which a template can neither show nor include.`;
  },
  plan: (shapes, { data, dataFile, fileName }) => {
    const rendered = planned({ type: 'render', from: ['docx', 'html'], to: 'same' }, shapes);
    // The file is not read yet; it may contain a list.
    const many = dataFile !== undefined || Array.isArray(data);
    const named = fileName === undefined ? {} : { stem: undefined };
    return rendered.map((shape) => ({ ...shape, ...named, many: shape.many || many }));
  },
  run: async (files, given, context) => {
    const results: NamedFile[] = [];
    for (const file of files) results.push(...(await renderFile(file, given, context)));
    return results;
  },
});

async function renderFile(
  file: NamedFile,
  given: z.output<typeof options>,
  { engine, resources, limits }: StepContext,
): Promise<NamedFile[]> {
  const format = formatOfName(file.name)?.name;
  if (format !== 'docx' && format !== 'html')
    throw new ConveyorError('steps_do_not_fit', { detail: '`render` accepts docx and html.' });
  const { files } = await engine('toolbox', {
    operation: operations[format],
    files: [file],
    resources: resources.filter(({ name }) => name === given.dataFile || given.files.includes(name)),
    options: { ...given, limits },
  });
  return files;
}

function isValid(make: () => unknown): boolean {
  try {
    make();
    return true;
  } catch {
    return false;
  }
}
