/** Something in a document that names what lies outside it, or may: it is kept from a LibreOffice that has the machine's files. */
export class NotSelfContained extends Error {}

/** @throws NotSelfContained unless it is so */
export function refuseUnless(condition: unknown, what: string): asserts condition {
  if (!condition) throw new NotSelfContained(what);
}
