import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import {
  DocumentRefused,
  type EngineProcess,
  type EngineResult,
  type EngineTask,
} from '../engines/engine.ts';
import { EngineEnded } from '../engines/engineEnded.ts';
import { killProcessGroup } from '../engines/killProcessGroup.ts';
import type { NamedFile } from '../files.ts';
import type { NativeFonts } from '../fonts/nativeFonts.ts';
import type { FormatName } from '../formats/formats.ts';
import { convertDocument } from '../libreoffice/officeDocument.ts';
import type { OfficeInput } from '../libreoffice/officeInput.ts';
import { officeSettings } from '../libreoffice/officeSettings.ts';
import { officeStem } from '../libreoffice/officeStem.ts';
import { noSuchPages } from '../pageSelection.ts';
import { sofficeArguments } from './sofficeArguments.ts';

type Options = Readonly<Record<string, unknown>>;

/** An engine whose process runs only while it converts a document. */
export class SofficeProcess implements EngineProcess {
  readonly gone: Promise<undefined>;
  readonly #executable: string;
  readonly #folder: string;
  readonly #fontsConfiguration: string;
  readonly #families: ReadonlySet<string>;
  readonly #ended = Promise.withResolvers<undefined>();
  #child: ChildProcess | undefined;
  #killed = false;

  constructor(executable: string, folder: string, { configuration, families }: NativeFonts) {
    this.#executable = executable;
    this.#folder = folder;
    this.#fontsConfiguration = configuration;
    this.#families = families;
    this.gone = this.#ended.promise;
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  async run({ files, options = {} }: EngineTask): Promise<EngineResult> {
    const [file] = files;
    if (!file) throw new Error('The task has no file.');
    const { to = 'pdf', ...saveOptions } = options as { to?: FormatName };
    const resave = (input: OfficeInput, target: string, given: Options) => this.#resave(input, target, given);
    return convertDocument(resave, file, to, saveOptions, { families: this.#families });
  }

  async kill(): Promise<void> {
    this.#killed = true;
    const child = this.#child;
    if (child?.pid !== undefined && child.exitCode === null && child.signalCode === null) {
      const exit = once(child, 'exit');
      killProcessGroup(child.pid);
      await exit;
    }
    this.#ended.resolve(undefined);
  }

  async #resave(input: OfficeInput, to: string, options: Options): Promise<NamedFile[]> {
    const folder = await mkdtemp(join(this.#folder, 'document-'));
    try {
      const profile = join(folder, 'profile');
      const output = join(folder, 'output');
      await mkdir(join(profile, 'user'), { recursive: true });
      await mkdir(output);
      await writeFile(join(profile, 'user', 'registrymodifications.xcu'), officeSettings);
      const path = join(folder, `${officeStem}.${input.extension}`);
      await writeFile(path, input.bytes);
      const messages = await this.#spawn(
        folder,
        sofficeArguments(profile, { input: path, output }, input.extension, to, options),
      );
      const names = (await readdir(output)).filter((name) => name.startsWith(officeStem));
      if (names.length === 0) throw refusal(messages, 'nativePageRanges' in options);
      return await Promise.all(
        names.map(async (name) => ({ name, bytes: await readFile(join(output, name)) })),
      );
    } finally {
      await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    }
  }

  /** @returns its messages. @throws EngineEnded if it crashes */
  async #spawn(folder: string, args: string[]): Promise<string> {
    if (this.#killed) throw new Error('The engine was killed.');
    const child = spawn(this.#executable, args, {
      cwd: folder,
      // `soffice` is a script that needs PATH.
      env: {
        HOME: folder,
        TMPDIR: folder,
        PATH: '/usr/local/bin:/usr/bin:/bin',
        SAL_USE_VCLPLUGIN: 'svp',
        FONTCONFIG_FILE: this.#fontsConfiguration,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    this.#child = child;
    let messages = '';
    // The pipes are missing if the process could not be started.
    for (const stream of [child.stdout, child.stderr] as (Readable | undefined)[])
      stream?.on('data', (chunk: Buffer) => {
        messages = `${messages}${chunk}`.slice(-4096);
      });
    const [code, signal] = await once(child, 'close');
    this.#child = undefined;
    if (signal || (code !== 0 && code !== 1))
      throw new EngineEnded({ exitCode: code, signal, output: messages });
    return messages;
  }
}

/** For a document that it cannot convert, LibreOffice writes no file and exits with code 0. */
function refusal(messages: string, somePages: boolean): Error {
  if (/could not be loaded/i.test(messages)) return new DocumentRefused('corrupt_file');
  return somePages
    ? new DocumentRefused('invalid_parameter', { detail: noSuchPages() })
    : new Error(`soffice wrote no file: ${messages}`);
}
