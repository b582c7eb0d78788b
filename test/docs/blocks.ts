import { documents } from './documents.ts';

/** A fenced block of a README or of a page in `docs/`. */
export interface Block {
  page: string;
  line: number;
  language: string;
  text: string;
  /** What a block that starts with `# Needs …` needs, such as the internet. */
  needs?: string;
  /** The output of a shell block, as the block of text that follows it shows it. */
  output?: string;
}

const fence = /^```(\w*)\n(.*?)^```$/gms;

function blocksOf(page: string, text: string): Block[] {
  const found = [...text.matchAll(fence)].map((match): Block => {
    const [, language = '', content = ''] = match;
    const needs = /^# Needs (.+)$/m.exec(content)?.[1];
    const line = text.slice(0, match.index).split('\n').length;
    return { page, line, language, text: content, ...(needs !== undefined && { needs }) };
  });
  const lines = text.split('\n');
  for (const [index, { language, line, text: output }] of found.entries()) {
    const command = found[index - 1];
    if (language !== 'text' || command?.language !== 'sh') continue;
    const isSameSection = !lines.slice(command.line, line).some((each) => each.startsWith('## '));
    if (isSameSection) command.output = output.trim();
  }
  return found;
}

/** All blocks, in their order. */
export const blocks: readonly Block[] = [...documents]
  .filter(([page]) => /^((client\/)?README\.md$|docs\/)/.test(page))
  .flatMap(([page, text]) => blocksOf(page, text));

const assignment = /^([A-Z_]+)=(?:'([^']*)'|"([^"]*)"|(\S*)) /;
const today = () => new Date().toISOString().slice(0, 10);

/** The settings of a block that only starts the app, such as `ENGINES=1 npm start`; undefined for other blocks. */
export function startSettings({ language, text }: Block): Record<string, string> | undefined {
  if (language !== 'sh') return undefined;
  const settings: Record<string, string> = {};
  let rest = text.trim();
  for (let match = assignment.exec(rest); match; match = assignment.exec(rest)) {
    settings[match[1] ?? ''] = (match[2] ?? match[3] ?? match[4] ?? '').replace('$(date -u +%F)', today());
    rest = rest.slice(match[0].length).trimStart();
  }
  return /^npm start(?: +#.*)?(?: -- --[a-z]+)?$/.test(rest) ? settings : undefined;
}
