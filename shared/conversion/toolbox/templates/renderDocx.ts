import { MalformedFileError, MaxXmlDepthError, TemplateHandler, TemplateSyntaxError } from 'easy-template-x';
import { DocumentRefused } from '../../engines/engine.ts';
import type { NamedFile } from '../../files.ts';
import type { Operation } from '../operation.ts';
import { ElseTags } from './docx/elseTags.ts';
import { checkPackage } from './docx/packageChecks.ts';
import { DocumentScope } from './docx/scope.ts';
import { SectionPlugin } from './docx/sectionPlugin.ts';
import { ValuePlugin } from './docx/valuePlugin.ts';
import { makeLiquid } from './liquid.ts';
import { Pictures } from './picture.ts';
import { refusalOf, templateError, templateTooLarge } from './refusals.ts';
import { type RenderOptions, type RenderTask, renderTask } from './renderTask.ts';
import { resultNames } from './resultNames.ts';
import { templateLimits } from './templateLimits.ts';

/** Fills Word templates: one result per item of the data. */
export const renderDocx: Operation<RenderOptions> = async (task) => {
  const given = await renderTask(task);
  const { entries } = task.options.limits.zip;
  const results: NamedFile[] = [];
  for (const file of task.files) results.push(...(await renderDocument(file, given, entries)));
  return { files: results };
};

async function renderDocument(file: NamedFile, given: RenderTask, entries: number): Promise<NamedFile[]> {
  const template = Buffer.from(file.bytes);
  const { text, listStyles } = await checkPackage(template, entries);
  const liquid = makeLiquid({ ...given, pictures: new Pictures(given.files, given.maximumPixels) });
  const names = await resultNames(file.name, given.items, { ...given, liquid });
  // Double braces would be an error with single-brace tags, so a template with `{{` uses them as its delimiters.
  const delimiters = text.includes('{{') ? { tagStart: '{{', tagEnd: '}}' } : {};
  const results: NamedFile[] = [];
  for (const [index, item] of given.items.entries()) {
    try {
      const bytes = await filled(template, {
        scope: new DocumentScope(item, liquid),
        delimiters,
        listStyles,
      });
      results.push({ name: names[index] ?? file.name, bytes });
    } catch (error) {
      throw withItemNumber(error, given.isList ? index : undefined);
    }
  }
  return results;
}

function filled(
  template: Buffer,
  {
    scope,
    delimiters,
    listStyles,
  }: {
    scope: DocumentScope;
    delimiters: { tagStart?: string; tagEnd?: string };
    listStyles: ReadonlySet<string>;
  },
): Promise<Buffer> {
  const all = { ...delimiters, tagOptionsStart: '[[', tagOptionsEnd: ']]' };
  const handler = new TemplateHandler({
    plugins: [new SectionPlugin(scope, listStyles), new ValuePlugin(scope)],
    extensions: { beforeCompilation: [new ElseTags(all)] },
    delimiters: all,
    maxXmlDepth: templateLimits.xmlDepth,
    // The two plugins evaluate all tags. Without data, the library cannot select other plugins by a value's content.
    scopeDataResolver: () => undefined as unknown as string,
  });
  return handler.process(template, {});
}

/** Translates an error of the library and adds the item's number. */
function withItemNumber(error: unknown, index: number | undefined): DocumentRefused {
  const refusal = toRefusal(error);
  if (index === undefined || !refusal.detail) return refusal;
  return new DocumentRefused(refusal.code, {
    detail: `${refusal.detail.replace(/\.$/, '')}, item ${index + 1}.`,
    cause: error,
  });
}

function toRefusal(error: unknown): DocumentRefused {
  if (error instanceof DocumentRefused) return error;
  if (error instanceof TemplateSyntaxError)
    return templateError(`${error.message.replace(/\.$/, '')}.`, error);
  if (error instanceof MaxXmlDepthError)
    return templateTooLarge('The XML of the template is nested too deeply.');
  if (error instanceof MalformedFileError) return new DocumentRefused('corrupt_file', { cause: error });
  if (error instanceof Error && /join text nodes/.test(error.message))
    return templateError(
      'A tag is interrupted by a link, a tracked change or the end of a paragraph.',
      error,
    );
  return refusalOf(error, undefined, '');
}
