import type { Random } from '../random.ts';
import { revisionTokenBytes } from './revisionTokenLayout.ts';

/** The observable properties of a response to a publish, except the size of its padding, which is random. */
export interface AnswerShape {
  milliseconds: number;
  insertedExposures: number;
  /** Bytes of the response in addition to its envelope and padding: warnings and errors of single keys. */
  extraBytes: number;
}

interface Sample extends AnswerShape {
  /** When the publish was received, ms since the epoch. */
  received: number;
}

const maximumSamples = 512;
/** With fewer samples, the fallback distribution takes the place of the missing ones. */
const enoughSamples = 32;
/** Older samples are not used, because load and storage have changed since. */
const maximumAge = 3_600_000;

/** Samples of the latest responses to publishes, which responses to chaff imitate. */
export class RecentAnswers {
  #samples: Sample[] = [];
  /** When the first publish was complete, ms since the epoch. */
  #warmSince: number | undefined;

  /**
   * Adds a response, unless its publish was received before the first one was complete: until then an instance connects to
   * storage and loads code, and no later response takes that long.
   */
  add(sample: Sample): void {
    if (this.#warmSince === undefined) this.#warmSince = sample.received + sample.milliseconds;
    else if (sample.received >= this.#warmSince)
      this.#samples = [...this.#samples.slice(1 - maximumSamples), sample];
  }

  /**
   * A random sample of the last hour. While there are fewer than 32, a plausible response is drawn instead with the
   * probability of the missing ones, so that no sample is repeated noticeably.
   * @param now ms since the epoch
   */
  draw(random: Random, now: number): AnswerShape {
    const recent = this.#samples.filter(({ received }) => received > now - maximumAge);
    const index = random.bytes(4).readUInt32BE() % Math.max(recent.length, enoughSamples);
    return recent[index] ?? plausible(random);
  }
}

/** Most publishes have the keys of two weeks, and most take a little longer than the fastest ones. */
function plausible(random: Random): AnswerShape {
  const drawn = random.bytes(5);
  const skewed = (drawn.readUInt16BE(0) * drawn.readUInt16BE(2)) / 0xffff ** 2;
  return {
    milliseconds: Math.round(30 + 170 * skewed),
    insertedExposures: 10 + (drawn.readUInt8(4) % 6),
    extraBytes: 0,
  };
}

/** Length of a success response without its padding. */
export function envelopeLength(insertedExposures: number): number {
  const inserted = insertedExposures > 0 ? { insertedExposures } : {};
  const empty = JSON.stringify({ revisionToken: '', ...inserted, padding: '' });
  return empty.length + base64Length(revisionTokenBytes);
}

const base64Length = (bytes: number) => Math.ceil(bytes / 3) * 4;
