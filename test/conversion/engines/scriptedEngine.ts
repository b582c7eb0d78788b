import type { Engine, EngineProcess, EngineTask } from '../../../shared/conversion/engines/engine.ts';
import type { NamedFile } from '../../../shared/conversion/files.ts';

const resultOf = (bytes: Uint8Array): NamedFile[] => [{ name: 'a.txt', bytes }];
export const textOf = (files: NamedFile[]) => Buffer.from(files[0]?.bytes ?? []).toString();
export const task = (text: string): EngineTask => ({ operation: 'echo', files: resultOf(Buffer.from(text)) });

/** An engine whose starts and tasks a test controls. */
export class Scripted implements Engine {
  readonly kind: string;
  readonly warmUp = task('warm up');
  readonly startMilliseconds = 10_000;
  starts = 0;
  startFails = (_start: number) => false;
  killed: Promise<void> = Promise.resolve();
  convert: (text: string) => Promise<Uint8Array> = async () => Buffer.alloc(1);

  constructor(kind = 'scripted') {
    this.kind = kind;
  }

  async start(_folder: string, stop: AbortSignal): Promise<EngineProcess> {
    if (this.startFails(++this.starts)) throw new Error('The engine does not start.');
    stop.throwIfAborted();
    const gone = Promise.withResolvers<undefined>();
    return {
      pid: undefined,
      gone: gone.promise,
      run: async ({ files }) => {
        const text = textOf(files);
        return { files: resultOf(text === 'warm up' ? Buffer.from(text) : await this.convert(text)) };
      },
      kill: async () => {
        await this.killed;
        gone.resolve(undefined);
      },
    };
  }
}
