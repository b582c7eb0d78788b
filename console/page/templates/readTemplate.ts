import { type ObjectShape, TemplateShape } from './shape.ts';
import { zipTexts } from './zipTexts.ts';

/** What a template, a Word document or a page, expects. @throws Error if the file is neither */
export async function readTemplate(file: File): Promise<ObjectShape> {
  if (/\.html?$/i.test(file.name)) return shapeOfPage(await file.text());
  const parts = await zipTexts(file, /^word\/(document|header\d*|footer\d*)\.xml$/);
  return shapeOfDocument(parts.map(textOf).join('\n'));
}

/** The text of a part of a document. Word may split a tag into several runs. */
function textOf(xml: string): string {
  return xml
    .replace(/<\/w:p>/g, '\n')
    .replace(/ descr="([^"]*)"/g, '>$1<')
    .replace(/<[^>]*>/g, '')
    .replaceAll('&quot;', '"')
    .replaceAll('&gt;', '>')
    .replaceAll('&lt;', '<')
    .replaceAll('&amp;', '&');
}

/** Tags such as `{total}`, `{#items}`, `{#if paid}`, `{#for item in items}`. See docs/templates.md. */
export function shapeOfDocument(text: string): ObjectShape {
  const shape = new TemplateShape();
  for (const [, tag = ''] of text.matchAll(/\{([^{}\n]+)\}/g)) {
    const content = tag.replace(/\[\[[^\]]*\]\]/g, '').trim();
    const [, word = '', rest = ''] = /^#(if|unless|for)\s+(.*)$/.exec(content) ?? [];
    if (content.startsWith('/')) shape.end();
    else if (word === 'for') loopOver(rest, shape);
    else if (word !== '') shape.condition(rest);
    else if (content.startsWith('#')) shape.loop(content.slice(1));
    else if (content !== 'else') shape.output(content);
  }
  return shape.root;
}

/** Tags of Liquid: `{{ total }}`, `{% for item in items %}`. */
export function shapeOfPage(text: string): ObjectShape {
  const shape = new TemplateShape();
  for (const [, output, tag = ''] of text.matchAll(/\{\{-?([^{}]*?)-?\}\}|\{%-?([^{}]*?)-?%\}/g)) {
    if (output !== undefined) shape.output(output);
    const [, word = '', rest = ''] = /^\s*(\w+)\s*(.*?)\s*$/s.exec(tag) ?? [];
    if (word === 'for') loopOver(rest, shape);
    else if (word === 'if' || word === 'unless' || word === 'case') shape.condition(rest);
    else if (word === 'elsif') {
      shape.end();
      shape.condition(rest);
    } else if (word === 'assign')
      shape.assign(rest.split('=')[0]?.trim() ?? '', rest.slice(rest.indexOf('=') + 1));
    else if (/^end(for|if|unless|case)$/.test(word)) shape.end();
  }
  return shape.root;
}

/** `item in items` */
function loopOver(text: string, shape: TemplateShape): void {
  const [alias = '', , path = ''] = text.split(/\s+/);
  shape.loop(path, alias);
}
