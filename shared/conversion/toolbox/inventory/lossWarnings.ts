import type { FormatName } from '../../formats/formats.ts';
import { listed } from '../../listed.ts';
import type { ConversionWarning } from '../../warnings.ts';
import { isLost, isPrinted } from './losses.ts';
import { type FoundObject, type Inventory, type ObjectKind, objectNames, shownAs } from './objects.ts';

/** The warnings of a conversion: one for each kind of object that it loses, and one for each server of linked resources. */
export function lossWarnings(
  { objects, links, languages = [], cutOff = [] }: Inventory,
  from: FormatName,
  to: FormatName,
  showsComments: boolean,
): ConversionWarning[] {
  const shown = objects.filter(({ hidden }) => !(hidden && isPrinted(to)));
  const lost = Map.groupBy(shown, ({ kind }) => kind);
  const warnings: ConversionWarning[] = [];
  for (const [kind, found] of lost)
    if (isLost(kind, from, to) && !(kind === 'comment' && showsComments))
      warnings.push(warningOf(kind, found, to));
  return [...warnings, ...linkWarnings(links), ...languageWarnings(languages), ...cutOffWarnings(cutOff)];
}

function cutOffWarnings(paths: string[]): ConversionWarning[] {
  if (paths.length === 0) return [];
  const detail = `These parts are too large to be searched completely for objects that the result lacks: ${listed(paths, placesInSentence)}.`;
  return [{ code: 'losses_unknown', detail }];
}

/** Formats that a sentence names. */
const formatsInSentence = 3;

function languageWarnings(languages: string[]): ConversionWarning[] {
  if (languages.length === 0) return [];
  const names = [...new Set(languages)].map((each) => `“${each}”`);
  const detail = `Dates and numbers with these formats are shown as in English: ${listed(names, formatsInSentence)}.`;
  return [{ code: 'language_not_available', detail }];
}

function warningOf(kind: ObjectKind, found: FoundObject[], to: FormatName): ConversionWarning {
  const [one, many] = objectNames[kind];
  const article = /^(?:[aeiou]|SVG)/i.test(one) ? 'An' : 'A';
  const subject = found.length === 1 ? `${article} ${one} is` : `${found.length} ${many} are`;
  const places = [...new Set(found.map(({ place }) => place))].filter(Boolean);
  const page = to === 'pdf' ? found[0]?.slide : undefined;
  return {
    code: kind === 'comment' ? 'comments_dropped' : 'object_not_drawn',
    detail: `${subject} ${shownAs[kind] ?? 'not in the result'}${places.length > 0 ? ` (${listed(places, placesInSentence)})` : ''}.`,
    ...(page !== undefined && { page }),
  };
}

/** Places that a sentence names. */
const placesInSentence = 5;

/** Addresses that a warning names. */
const addressesOfServer = 3;

/** Linked pictures and documents, grouped by server. The query of an address is removed where warnings are collected. */
function linkWarnings(links: string[]): ConversionWarning[] {
  const byServer = Map.groupBy(
    new Set(links),
    (link) => /^[a-z][a-z\d+.-]*:\/\/[^/?#]*/i.exec(link)?.[0] ?? '',
  );
  return [...byServer.values()].map((addresses) => {
    const names = addresses.map((address) => `“${address}”`);
    return {
      code: 'resource_not_loaded',
      detail: `Linked files are never loaded: ${listed(names, addressesOfServer, 'more of this server')}.`,
    };
  });
}
