import { readFileSync } from 'node:fs';

/** A forbidden phrase in a text. */
export interface Finding {
  line: number;
  phrase: string;
}

// A phrase may be broken by a line end and the marks of a comment, list or quotation: " * " or "// ".
const phrases = readFileSync(new URL('forbiddenPhrases.txt', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((phrase) => phrase.replaceAll(' ', String.raw`[\s*/#>|]+`));
// "is well-formed" is plain English.
const pattern = new RegExp(String.raw`(?<![\w-])(?:${phrases.join('|')})(?![\w-])`, 'gi');

/** Finds words that are not plain technical English, whole words only and in any case. */
export function forbiddenPhrases(text: string): Finding[] {
  return [...text.matchAll(pattern)].map(({ 0: phrase, index }) => ({
    line: text.slice(0, index).split('\n').length,
    phrase: phrase.replaceAll(/\s+/g, ' '),
  }));
}
