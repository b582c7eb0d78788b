import { ConveyorError } from '../../errors.ts';
import type { NamedFile } from '../files.ts';
import { withExtension } from '../formats/formats.ts';
import { loadRules } from './options/loadOptions.ts';
import { checkLoadOptions, isMarkdown, resourcesOfPage } from './options/pageRules.ts';
import { type ScreenshotOptions, screenshotOptions } from './options/screenshotOptions.ts';
import { planned, type StepContext, step } from './step.ts';
import { withIncludedMarkdown } from './withIncludedMarkdown.ts';

const declaration = {
  type: 'screenshot',
  summary: 'Takes a screenshot of each page.',
  options: screenshotOptions,
  from: ['html', 'xhtml', 'md', 'svg', 'zip'],
  to: ['png', 'jpeg', 'webp'],
  secrets: ['cookies', 'extraHttpHeaders'],
} as const;

export const screenshot = step({
  ...declaration,
  resources: resourcesOfPage,
  rules: {
    ...loadRules,
    dependentSchemas: {
      selector: { properties: { clip: { const: false } } },
      quality: { properties: { format: { enum: ['jpeg', 'webp'] } }, required: ['format'] },
      omitBackground: {
        not: {
          properties: { format: { const: 'jpeg' }, omitBackground: { const: true } },
          required: ['format'],
        },
      },
    },
  },
  plan: (shapes, options) => {
    check(options);
    if (options.selector !== undefined && shapes.some(({ format }) => format === 'svg'))
      throw new ConveyorError('invalid_parameter', {
        detail: '`selector` does not apply to an SVG, which is drawn as an image.',
      });
    const format = options.format ?? 'png';
    if (options.url === undefined) return planned(declaration, shapes).map((shape) => ({ ...shape, format }));
    if (shapes.length > 0)
      throw new ConveyorError('steps_do_not_fit', {
        detail: 'A job with a `url` must not have files.',
      });
    return [{ format, many: false }];
  },
  engines: (shapes) =>
    shapes.some(({ format }) => format === 'md') ? ['toolbox', 'chromium'] : ['chromium'],
  run: async (files, options, context) => {
    if (options.url !== undefined) return [await captureScreenshot([], options, context)];
    const results: NamedFile[] = [];
    for (const file of files)
      results.push(await captureScreenshot([await asPage(file, options, context)], options, context));
    return results;
  },
});

function check(options: ScreenshotOptions): void {
  checkLoadOptions(options);
  const { format = 'png', quality, omitBackground, selector, clip } = options;
  if (selector !== undefined && clip)
    throw new ConveyorError('invalid_parameter', { detail: '`selector` and `clip` cannot be combined.' });
  if (format === 'png' && quality !== undefined)
    throw new ConveyorError('invalid_parameter', { detail: '`quality` applies to JPEG and WebP only.' });
  if (format === 'jpeg' && omitBackground)
    throw new ConveyorError('invalid_parameter', {
      detail: 'A JPEG cannot be transparent: `omitBackground` applies to PNG and WebP only.',
    });
}

/** Converts Markdown to HTML, also where a page includes it. */
async function asPage(file: NamedFile, options: ScreenshotOptions, context: StepContext): Promise<NamedFile> {
  if (!isMarkdown(file.name)) return withIncludedMarkdown(file, options, context);
  const { encoding } = options;
  const { files } = await context.engine('toolbox', {
    operation: 'markdown',
    files: [file],
    resources: [...context.resources],
    options: encoding === undefined ? {} : { encoding },
  });
  return { ...(files[0] ?? file), name: withExtension(file.name, 'html') };
}

async function captureScreenshot(
  files: NamedFile[],
  options: ScreenshotOptions,
  { engine, resources }: StepContext,
): Promise<NamedFile> {
  const result = await engine('chromium', {
    operation: 'screenshot',
    files,
    resources: [...resources],
    options: { ...options },
  });
  const bytes = result.files[0]?.bytes ?? new Uint8Array();
  return { name: withExtension(files[0]?.name ?? 'page', options.format ?? 'png'), bytes };
}
