import type { Random } from '../random.ts';
import { revisionTokenBytes } from './revisionToken.ts';

/** How a publish was answered. */
export interface AnswerSample {
  /** Length of the body. */
  bytes: number;
  milliseconds: number;
  insertedExposures: number;
}

const most = 512;

/** What the latest publishes were answered like: chaff is answered like one of them. Nothing else of them is kept. */
export class RecentAnswers {
  readonly #samples: AnswerSample[] = [];
  #next = 0;

  note(sample: AnswerSample): void {
    this.#samples[this.#next] = sample;
    this.#next = (this.#next + 1) % most;
  }

  /** One of them at random; a likely one while there was none. */
  draw(random: Random): AnswerSample {
    const drawn = random.bytes(6);
    const sample = this.#samples[drawn.readUInt16BE() % Math.max(this.#samples.length, 1)];
    if (sample) return sample;
    const insertedExposures = 10 + (drawn.readUInt8(2) % 6);
    const paddingLength = base64Length(1024 + (drawn.readUInt16BE(2) % 1024));
    const bytes = envelopeLength(insertedExposures) + paddingLength;
    return { bytes, milliseconds: 30 + (drawn.readUInt16BE(4) % 90), insertedExposures };
  }
}

/** Length of an answer of the usual shape without its padding. */
export function envelopeLength(insertedExposures: number): number {
  const inserted = insertedExposures > 0 ? { insertedExposures } : {};
  const empty = JSON.stringify({ revisionToken: '', ...inserted, padding: '' });
  return empty.length + base64Length(revisionTokenBytes);
}

const base64Length = (bytes: number) => Math.ceil(bytes / 3) * 4;
