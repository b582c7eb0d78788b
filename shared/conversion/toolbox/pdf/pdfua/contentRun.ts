import type { TextState } from '../pdfa/check.ts';
import type { Mark, Place } from './markedContent.ts';

/** Where something is drawn in a content stream, in bytes. */
export type Span = [from: number, to: number];

/** The untagged graphics of a content stream. */
export interface Graphics {
  /** A path is from its start, as it must not be interrupted. */
  spans: Span[];
  /** Whether the stream has tags of its own. */
  hasTags: boolean;
}

/** The start of a content stream. */
export interface Start extends Place {
  text: TextState;
  /** The mark of the content around a form. */
  outer: Mark;
  depth: number;
}

/** The state of reading a content stream. */
export interface Run extends Start {
  saved: TextState[];
  marks: Mark[];
  /** The start of the current path. */
  path: number | undefined;
  found: Graphics;
}

/** The text state at the start of a page. */
export const noText = (): TextState => ({ font: undefined, mode: 0 });

/** The mark at the current place. */
export const currentMark = ({ marks, outer }: Run): Mark => (marks.length > 0 ? marks.at(-1) : outer);
