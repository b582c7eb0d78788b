/** A document that has, or may have, external references. A native LibreOffice must not open it. */
export class NotSelfContained extends Error {}

/** @param reason what is refused @throws NotSelfContained unless the condition holds */
export function refuseUnless(condition: unknown, reason: string): asserts condition {
  if (!condition) throw new NotSelfContained(reason);
}
