import { FilterFault, shortened } from './refusals.ts';
import { textOf } from './values.ts';

/** A link that stands in place of a tag. */
export class Hyperlink {
  readonly target: string;
  readonly text: string;

  /** @throws FilterFault for any address that is not one of the web, of mail or of a telephone */
  constructor(target: unknown, text: unknown) {
    const url = URL.parse(String(target));
    if (!url || !/^(https?|mailto|tel):$/.test(url.protocol))
      throw new FilterFault(
        `“${shortened(String(target))}” is no link: it starts with https:, mailto: or tel:`,
      );
    this.target = url.href;
    this.text = text === undefined ? String(target) : textOf(text);
  }
}
