import type { Converter } from '../../shared/conversion/converter.ts';
import type { OutputFile } from '../../shared/conversion/files.ts';
import type { ConveyorError } from '../../shared/errors.ts';
import { deviceScopes, type TenantCaller } from '../../shared/identity/caller.ts';

/** A valid HTML page. */
export const page = {
  name: 'page.html',
  bytes: Buffer.from('<!doctype html><title>A page</title><p>Hello'),
};
export const toPdf = [{ type: 'convert' as const, to: 'pdf' as const }];

let devices = 0;

/** The caller that a device of the default organisation is. */
export const deviceCaller = (callerId: string): TenantCaller => ({
  kind: 'device',
  organisationId: 'default',
  callerId,
  scopes: deviceScopes,
});

/** A new caller with a unique device id. */
export function newDevice(): TenantCaller {
  const number = String(++devices).padStart(12, '0');
  return deviceCaller(`3f2c1b9a-58d4-4e0b-9d3c-${number}`);
}

/** The error code of a rejected promise, or the resolved value as text. */
export const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(String, (error: ConveyorError) => error.code ?? String(error));

/** The queue message of a job. */
export const messageOf = ({ id, organisationId }: { id: string; organisationId: string }) => ({
  jobId: id,
  organisationId,
});

/** A conversion that returns files with these names and contents. */
export const gives =
  (files: Record<string, string> | [name: string, content: string][]): Converter['convert'] =>
  async () => {
    const entries = Array.isArray(files) ? files : Object.entries(files);
    return {
      files: entries.map(
        ([name, content]): OutputFile => ({
          name,
          contentType: 'text/plain',
          bytes: Buffer.from(content),
        }),
      ),
      usage: { documents: 1, pages: 1, bytesIn: 10, bytesOut: 20, engineMilliseconds: 5 },
      warnings: [],
    };
  };
