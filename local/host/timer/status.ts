import type { BlockBlobClient, ContainerClient } from '@azure/storage-blob';
import { statusOf } from '../storage/clients.ts';

/** The recorded status of a timer. Times are ISO 8601, or `never`. */
export interface TimerStatus {
  Last: string;
  Next: string;
  LastUpdated: string;
}

/** DateTime.MinValue of .NET. */
export const never = '0001-01-01T00:00:00+00:00';

/** The status of one timer, stored in the blob `timers/<host id>/Host.Functions.<name>/status`. */
export class TimerStatusBlob {
  readonly #container: ContainerClient;
  readonly #blob: BlockBlobClient;

  constructor(container: ContainerClient, hostId: string, functionName: string) {
    this.#container = container;
    this.#blob = container.getBlockBlobClient(`timers/${hostId}/Host.Functions.${functionName}/status`);
  }

  async read(): Promise<TimerStatus | undefined> {
    try {
      return JSON.parse((await this.#blob.downloadToBuffer()).toString()) as TimerStatus;
    } catch (error) {
      if (statusOf(error) === 404) return undefined;
      throw error;
    }
  }

  async write(status: TimerStatus): Promise<void> {
    const text = JSON.stringify(status);
    try {
      await this.#blob.upload(text, Buffer.byteLength(text));
    } catch (error) {
      if (statusOf(error) !== 404) throw error;
      await this.#container.createIfNotExists();
      await this.#blob.upload(text, Buffer.byteLength(text));
    }
  }
}

export function timestamp(date: Date): string {
  return date.toISOString().replace('Z', '+00:00');
}
