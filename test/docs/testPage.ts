import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, test } from 'vitest';
import { freePort } from '../harness/startScript.ts';
import { type Block, blocks, startSettings } from './blocks.ts';
import { missingTools } from './missingTools.ts';
import { Terminal } from './terminal.ts';

/** Where the blocks of a page run. */
export interface Place {
  folder: string;
  /** The address of the app, which replaces http://localhost:7071. */
  url: string;
  environment: Record<string, string>;
}

export interface PageOptions {
  /** The place, once the tests run. */
  place: () => Place;
  /** Runs before a block. */
  before?: (block: Block) => Promise<void>;
}

/** Defines a test for each block of a page that a program can run. The shell blocks share one terminal. */
export function testPage(page: string, { place, before = async () => undefined }: PageOptions): void {
  const run = blocks.filter((each) => each.page === page && isRun(each));
  if (run.length === 0) return;
  describe(page, () => {
    let opened: Terminal | undefined;
    const terminal = () => {
      const { folder, environment } = place();
      opened ??= new Terminal(folder, environment);
      return opened;
    };
    const ports = new Map<string, number>();
    afterAll(() => opened?.close());

    /** The text with ports of this test in place of those of the page. */
    async function localised(text: string): Promise<string> {
      for (const port of ['9000', '7072'])
        if (text.includes(port) && !ports.has(port)) ports.set(port, await portOf(port));
      ports.set('7071', Number(new URL(place().url).port));
      return [...ports].reduce((result, [port, own]) => result.replaceAll(port, String(own)), text);
    }

    for (const block of run)
      test(`the block in line ${block.line} runs`, async ({ skip }) => {
        for (const tool of missingTools) skip(needs(block, tool), `${tool} is not installed.`);
        await before(block);
        const text = await localised(block.text);
        if (block.language === 'ts' || block.language === 'python') {
          await runProgram(block, text, place().folder);
          return;
        }
        const output = await terminal().run(text);
        // An example may be refused only if its comments say so.
        const codes = [...output.matchAll(/"code":"(\w+)"/g)].map(([, code = '']) => code);
        for (const code of codes) expect(block.text, output).toContain(code);
        if (block.output !== undefined) {
          const expected = pattern(await localised(block.output));
          // A background job may print later.
          if (/&$/m.test(text)) await terminal().waitFor((all) => expected.test(all));
          else expect(output).toMatch(expected);
        }
      });
  });
}

/** Runs a program from the folder `out/`, in which readers save it. */
async function runProgram({ language, line }: Block, text: string, folder: string): Promise<void> {
  const [extension, command] = language === 'ts' ? ['ts', process.execPath] : ['py', 'python3'];
  const path = join(folder, 'out', `line-${line}.${extension}`);
  writeFileSync(path, withClientOfRepository(text));
  await promisify(execFile)(command, [path], { cwd: folder });
}

/** The package of the client is built only to be packed: here its sources run. */
function withClientOfRepository(text: string): string {
  const source = (name: string) => new URL(`../../client/src/${name}.ts`, import.meta.url).href;
  return text.replaceAll(/'conveyor-client(?:\/(node))?'/g, (_, entry = 'index') => `'${source(entry)}'`);
}

/** The receiver of webhooks must have the port that the app's settings allow. */
export const receiverPort = await freePort();
const portOf = (port: string) => (port === '9000' ? receiverPort : freePort());

const isRun = (block: Block) =>
  ['sh', 'ts', 'python'].includes(block.language) &&
  block.needs === undefined &&
  startSettings(block) === undefined;

function needs({ language, text }: Block, tool: string): boolean {
  if (language !== 'sh') return language === 'python' && tool === 'python3';
  if (tool === 'curl') return /\b(curl|submit|result|api|api\.sh)\b/.test(text);
  return tool === 'bash' || text.includes(tool);
}

/** Lines of output, in which `…` stands for any text. A line of its own stands for any lines, or none. */
function pattern(output: string): RegExp {
  const literal = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const lines = (text: string) => text.split('…').map(literal).join('[^]*?');
  return new RegExp(output.split('\n…\n').map(lines).join('\n(?:[^]*\n)?'));
}
