import { type PDFDict, PDFName } from '@cantoo/pdf-lib';

/** The standard structure types (ISO 32000-1, 14.8.4). */
const standardTypes = new Set(
  `Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private
   H H1 H2 H3 H4 H5 H6 P L LI Lbl LBody Table TR TH TD THead TBody TFoot
   Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP
   Figure Formula Form`.split(/\s+/),
);

/** Types that only group: for the rules on nesting, their children belong to the element around them. */
export const groupingTypes = new Set(['NonStruct', 'Div', 'Part']);

/** Removes the mappings of standard types to themselves, which have no effect and which PDF/UA does not allow. */
export function removeSelfMappings(roles: PDFDict): void {
  for (const [from, to] of roles.entries())
    if (standardTypes.has(from.decodeText()) && roles.context.lookup(to) === from) roles.delete(from);
}

/** The standard type of a type, or why it has none: its mappings do not end, end in an unknown type, or change a standard type. */
export type Standard = { type: string } | { fault: 'unknown' | 'circular' | 'remapped' };

/**
 * The standard type of a type by the role map (ISO 14289-1, 7.1).
 * @param known the types that have been looked up, because many elements can have a type that is mapped many times
 */
export function standardType(
  type: PDFName,
  roles: PDFDict | undefined,
  known: Map<PDFName, Standard>,
): Standard {
  const path = new Set<PDFName>();
  const standard = followed(type, roles, known, path);
  for (const each of path) known.set(each, standard);
  return standard;
}

function followed(
  type: PDFName,
  roles: PDFDict | undefined,
  known: ReadonlyMap<PDFName, Standard>,
  path: Set<PDFName>,
): Standard {
  for (let at = type; ; ) {
    const before = known.get(at);
    if (before) return before;
    if (path.has(at)) return { fault: 'circular' };
    path.add(at);
    const name = at.decodeText();
    const next = roles?.lookup(at);
    if (!(next instanceof PDFName)) return standardTypes.has(name) ? { type: name } : { fault: 'unknown' };
    if (standardTypes.has(name)) return { fault: 'remapped' };
    at = next;
  }
}
