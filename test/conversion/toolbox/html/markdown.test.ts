import { Marked } from 'marked';
import { describe, expect, it } from 'vitest';
import { footnotes } from '../../../../shared/conversion/toolbox/html/footnotes.ts';
import { withoutFrontMatter } from '../../../../shared/conversion/toolbox/html/frontMatter.ts';
import { includeMarkdown } from '../../../../shared/conversion/toolbox/html/includeMarkdown.ts';
import { markdown } from '../../../../shared/conversion/toolbox/html/markdown.ts';

const file = (name: string, text: string) => ({ name, bytes: Buffer.from(text) });

async function pageOf(text: string, resources: ReturnType<typeof file>[] = []): Promise<string> {
  const task = { operation: 'markdown', files: [file('a.md', text)], resources, options: {} };
  return Buffer.from((await markdown(task)).files[0]?.bytes ?? []).toString();
}

describe('front matter', () => {
  it.each([
    ['title: Report', 'Report'],
    ['title: "A \\"b\\" & <c>" # a comment', 'A "b" & <c>'],
    ["Title: 'It''s'", "It's"],
    ['author: Ada\ntags:\n- a\n- b\nabstract: >\n  Long\n\n  text\n# comment\ntitle: Last # comment', 'Last'],
    ['title: |\n  Block', undefined],
    ['title:', undefined],
    ['layout: post', undefined],
  ])('%j is not part of the text, and has the title %j', (yaml, title) => {
    expect(withoutFrontMatter(`---\n${yaml}\n---\n# Text\n---\n`)).toEqual({ text: '# Text\n---\n', title });
    expect(withoutFrontMatter(`--- \n${yaml}\n...\n`)).toEqual({ text: '', title });
  });

  it.each([
    '---\nText between two breaks.\n---\n',
    '---\n\ntitle: a\n---\n',
    '---\ntitle: without an end\n',
    'Text\n---\ntitle: a\n---\n',
    `---\n${'a: b\n'.repeat(2000)}---\n`,
  ])('is not %j', (text) => {
    expect(withoutFrontMatter(text)).toEqual({ text });
  });

  it('can have a title with many comments', () => {
    const text = `---\ntitle: A${' #'.repeat(400_000)}\u2028\n---\n`;
    expect(withoutFrontMatter(text)).toEqual({ text: '', title: 'A' });
  });

  it('names the title of the page, also with carriage returns', async () => {
    const page = await pageOf('---\r\ntitle: "<Q&A>"\r\n---\r\nText\r\n');
    expect(page).toContain('<title>&lt;Q&amp;A&gt;</title>');
    expect(page).toContain('<body><p>Text</p>\n</body>');
  });
});

describe('footnotes', () => {
  const html = (text: string) => new Marked(footnotes()).parse(text) as string;
  /** The text of a note by its number. */
  const note = (page: string, number: number) =>
    new RegExp(`<li id="footnote-${number}">(.*?)</li>`, 's').exec(page)?.[1]?.trim();

  it('follow the text in the order of their references', () => {
    const page = html(
      'One[^b], two[^A], again[^b].\n\n[^a]: First *note*\n[^b]: Second note\n[^c]: Unused\n',
    );
    expect(page).toContain(
      'One<sup><a href="#footnote-1" id="footnote-reference-1-1">1</a></sup>, two<sup><a href="#footnote-2"',
    );
    expect(page).toContain('id="footnote-reference-1-2"');
    expect([note(page, 1), note(page, 2), note(page, 3)]).toEqual([
      '<p>Second note</p>',
      '<p>First <em>note</em></p>',
      undefined,
    ]);
    expect(page).not.toContain('Unused');
  });

  it('hold several paragraphs, blocks and other references', () => {
    const text =
      'A[^1]\n\n[^1]: First\nline\n    and another\n\n    Second[^2]\n\n    - item\n\nB\n[^2]: Deep\n# C';
    const page = html(text);
    expect(note(page, 1)).toMatch(
      /^<p>First\nline\nand another<\/p>\s+<p>Second<sup>.*2<\/a><\/sup><\/p>\s+<ul>/s,
    );
    expect(note(page, 2)).toBe('<p>Deep</p>');
    expect(page).toMatch(/<p>B<\/p>\s*<h1>C<\/h1>/);
  });

  it('are found in long documents without an empty line', () => {
    const [line, last] = ['A line of a paragraph\n'.repeat(1000), 'Text[^1]\n[^1]: A\n'];
    expect(html(`${line}${last}`)).toMatch(new RegExp(`^<p>${line}Text<sup>`));
    expect(html(`${'a'.repeat(10_000)}\n${last}`)).toMatch(/^<p>a{10000}\nText<sup>/);
    expect(note(html(`${'Text\n# Heading\n'.repeat(30_000)}${last}`), 1)).toBe('<p>A</p>');
    expect(note(html(`${last}${'\n'.repeat(300_000)}    B`), 1)).toBe('<p>A</p>\n<p>B</p>');
  });

  it.each([
    'No note[^1]',
    'Code `[^1]`\n\n[^1]: a',
    '    [^1]: code',
    'A [link][^1](b)',
    'Not at the start [^1]: a',
  ])('are not in %j', (text) => {
    expect(html(text)).not.toContain('footnote');
  });
});

describe('a page', () => {
  it('includes Markdown files, each as often as it is named', async () => {
    const page = '<title>T</title>{{ toHTML "a.md" }}|{{toHTML "b.md"}}|{{- toHTML "a.md" -}}|{{ other }}';
    const task = {
      operation: 'includeMarkdown',
      files: [file('index.html', page)],
      resources: [file('a.md', '# A $& é'), file('b.md', '---\ntitle: x\n---\nB[^1]\n\n[^1]: N')],
      options: {},
    };
    const { files } = await includeMarkdown(task);
    const html = Buffer.from(files[0]?.bytes ?? []).toString();
    expect(html).toMatch(
      /<h1>A \$&amp; é<\/h1>\s*\|<p>B<sup>.*<section.*\|<h1>A \$&amp; é<\/h1>\s*\|\{\{ other \}\}$/s,
    );
    await expect(includeMarkdown({ ...task, resources: [] })).rejects.toMatchObject({
      code: 'template_error',
      detail: 'The page includes “a.md”, and no input has this name.',
    });
  });

  it('has a limit of what it includes', async () => {
    const task = {
      operation: 'includeMarkdown',
      files: [file('index.html', '{{ toHTML "a.md" }}'.repeat(5000))],
      resources: [file('a.md', 'a'.repeat(10_000))],
      options: {},
    };
    await expect(includeMarkdown(task)).rejects.toMatchObject({
      code: 'template_too_large',
      detail: 'The page with its Markdown files has more characters than the limit of 33554432.',
    });
  });

  it('of Markdown has a style sheet only if one was sent', async () => {
    expect(await pageOf('a', [file('style.css', '')])).toContain('<link rel="stylesheet" href="style.css">');
    expect(await pageOf('a')).not.toContain('<link');
  });
});
