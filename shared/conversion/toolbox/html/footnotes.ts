import type { MarkedExtension, Tokens } from 'marked';
import { escapeHtml } from './escapeHtml.ts';

/** The start of a definition, and of one that follows the text of a paragraph. */
const opening = /^ {0,3}\[\^([^\]\s]{1,200})\]:[ \t]*/;
const nextOpening = /\n(?:[ \t]*\n| {0,3}\[\^[^\]\s]{1,200}\]:)/;
/** Lines that begin another block, so that they do not continue a paragraph. */
const otherBlock = /^ {0,3}(?:\[\^|#{1,6}[ \t]|[>|<]|[-+*_=]|\d{1,9}[.)][ \t]|```|~~~)/;

interface Note {
  tokens: Tokens.Generic[];
  /** Position among the notes, from 1, and the number of references so far. */
  number: number;
  references: number;
}

/**
 * GitHub's footnotes: `[^label]` in the text, and `[^label]: note` at the start of a line. The notes follow the text, in the order
 * of their first references. A reference without a note stays text. For one document, as it keeps its notes.
 */
export function footnotes(): MarkedExtension {
  /** By label, in lower case. */
  const notes = new Map<string, Note>();
  const referenced: Note[] = [];
  const noteOf = (label: unknown) => notes.get(String(label).toLowerCase());
  return {
    hooks: { processAllTokens: (tokens) => [...tokens, { type: 'footnotes', raw: '' }] },
    extensions: [
      {
        name: 'footnote',
        level: 'block',
        start: (source) => startOf(source),
        tokenizer(source) {
          const label = opening.exec(source)?.[1]?.toLowerCase();
          if (label === undefined) return undefined;
          const { raw, text } = definition(source);
          const tokens = this.lexer.blockTokens(text, []);
          if (!notes.has(label)) notes.set(label, { tokens, number: 0, references: 0 });
          return { type: 'footnote', raw };
        },
        renderer: () => '',
      },
      {
        name: 'footnoteReference',
        level: 'inline',
        tokenizer(source) {
          const [raw, label] = /^\[\^([^\]\s]{1,200})\]/.exec(source) ?? [];
          if (raw === undefined || !noteOf(label)) return undefined;
          return { type: 'footnoteReference', raw, label };
        },
        renderer({ raw, label }) {
          const note = noteOf(label);
          if (!note) return escapeHtml(raw);
          if (note.references++ === 0) note.number = referenced.push(note);
          const id = `footnote-reference-${note.number}-${note.references}`;
          return `<sup><a href="#footnote-${note.number}" id="${id}">${note.number}</a></sup>`;
        },
      },
      {
        name: 'footnotes',
        renderer() {
          let list = '';
          // Notes can refer to further notes, which are then added.
          for (const { number, tokens } of referenced)
            list += `<li id="footnote-${number}">${this.parser.parse(tokens)}</li>`;
          return list === '' ? '' : `<section class="footnotes"><hr><ol>${list}</ol></section>`;
        },
      },
    ],
  };
}

/** Characters in which a definition is searched for at once. */
const searched = 4000;

/**
 * Where a definition can interrupt a paragraph. It is called for each paragraph, and headings and lists end paragraphs too, so
 * searching for the next empty line would take quadratic time. Marked joins a paragraph that is split without need.
 */
function startOf(source: string): number | undefined {
  const text = source.slice(0, searched);
  const found = nextOpening.exec(text);
  if (found) return found[0].endsWith(':') ? found.index : undefined;
  if (text.length === source.length) return undefined;
  const lastLine = text.lastIndexOf('\n');
  return lastLine >= 0 ? lastLine : source.indexOf('\n', searched);
}

/** The definition at the start of a source: its source text, and its note without the indentation. */
function definition(source: string): { raw: string; text: string } {
  const first = opening.exec(source)?.[0].length ?? 0;
  let end = endOfLine(source, first);
  const lines = [source.slice(first, end)];
  for (let blank = 0, next = end + 1; next < source.length; next = endOfLine(source, next) + 1) {
    const line = source.slice(next, endOfLine(source, next));
    const isIndented = /^(?: {4}|\t)/.test(line);
    if (line.trim() === '') {
      blank++;
      continue;
    }
    if (!isIndented && (blank > 0 || otherBlock.test(line))) break;
    for (; blank > 0; blank--) lines.push('');
    lines.push(line.replace(/^(?: {4}|\t)/, ''));
    end = next + line.length;
  }
  return { raw: source.slice(0, end + 1), text: lines.join('\n') };
}

function endOfLine(source: string, from: number): number {
  const newline = source.indexOf('\n', from);
  return newline === -1 ? source.length : newline;
}
