import type { Converter } from '../../shared/conversion/converter.ts';

type Convert = Converter['convert'];

/** A converter with a given behaviour, for tests of the job lifecycle. */
export function converterThat(convert: Convert): Converter & { calls: number } {
  return {
    calls: 0,
    convert(input) {
      this.calls++;
      return convert(input);
    },
    warm: async () => undefined,
    engines: () => [],
    unready: () => [],
    close: async () => undefined,
  };
}

const pdf = Buffer.from('%PDF-1.7 a simulated result.');

/** Converts every file to the same bytes. */
export const converts: Convert = async ({ files }) => ({
  files: files.map(({ name }) => ({ name: `${name}.pdf`, contentType: 'application/pdf', bytes: pdf })),
  usage: { documents: files.length, pages: 1, bytesIn: 10, bytesOut: pdf.length, engineMilliseconds: 5 },
  warnings: [],
});

/** Rejects only when its signal aborts. `started` resolves when the conversion has started. */
export function hangs(): { convert: Convert; started: Promise<void> } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return {
    started: promise,
    convert: ({ signal }) =>
      new Promise((_, reject) => {
        signal.throwIfAborted();
        signal.addEventListener('abort', () => reject(signal.reason), { once: true });
        resolve();
      }),
  };
}
