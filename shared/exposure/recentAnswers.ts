import type { Random } from '../random.ts';
import { revisionTokenBytes } from './revisionTokenLayout.ts';

/** The observable properties of a response to a publish. */
export interface AnswerSample {
  /** Length of the response body. */
  bytes: number;
  milliseconds: number;
  insertedExposures: number;
}

const maximumSamples = 512;

/** Samples of the latest responses to publishes, which responses to chaff imitate. */
export class RecentAnswers {
  readonly #samples: AnswerSample[] = [];
  #next = 0;

  add(sample: AnswerSample): void {
    this.#samples[this.#next] = sample;
    this.#next = (this.#next + 1) % maximumSamples;
  }

  /** A random sample; a plausible one if there is none yet. */
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

/** Length of a success response without its padding. */
export function envelopeLength(insertedExposures: number): number {
  const inserted = insertedExposures > 0 ? { insertedExposures } : {};
  const empty = JSON.stringify({ revisionToken: '', ...inserted, padding: '' });
  return empty.length + base64Length(revisionTokenBytes);
}

const base64Length = (bytes: number) => Math.ceil(bytes / 3) * 4;
