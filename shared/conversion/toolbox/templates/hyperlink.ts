import { FilterFault, shortened } from './refusals.ts';
import { textOf } from './values.ts';

/** A link that replaces a tag. */
export class Hyperlink {
  readonly target: string;
  readonly text: string;

  /** @throws FilterFault unless the address has one of the schemes http, https, mailto and tel */
  constructor(target: unknown, text: unknown) {
    const url = URL.parse(String(target));
    if (!url || !/^(https?|mailto|tel):$/.test(url.protocol))
      throw new FilterFault(
        `“${shortened(String(target))}” is not a link: use an address with https:, http:, mailto: or tel:`,
      );
    this.target = url.href;
    this.text = text === undefined ? String(target) : textOf(text);
  }
}
