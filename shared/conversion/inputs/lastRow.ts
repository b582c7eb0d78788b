const tag =
  /<(?:\w+:)?row\s[^<>]{0,200}?\br\s*=\s*["'](\d+)|number-rows-repeated\s*=\s*["'](\d+)|<text:p[\s>]|<\/table:table>/g;

/** Finds the last row with content in the XML of a sheet, by the numbers of rows (OOXML) or their repetitions (OpenDocument). */
export class LastRow {
  #repeated = 0;
  #last = 0;

  /** @param seen characters at the start of the text that were added before */
  add(text: string, seen: number): number {
    for (const { 0: found, 1: number, 2: repeated, index } of text.matchAll(tag)) {
      if (index + found.length <= seen) continue;
      if (number !== undefined) this.#last = Math.max(this.#last, Number(number));
      else if (repeated !== undefined) this.#repeated += Number(repeated);
      else if (found.startsWith('</')) this.#repeated = 0;
      else this.#last = Math.max(this.#last, this.#repeated);
    }
    return this.#last;
  }
}
