/**
 * Patterns of external addresses: schemes that LibreOffice opens, and paths that are absolute or contain `..`. Plain file
 * names are harmless: the document's folder contains nothing else but LibreOffice's settings.
 */
const externalAddress =
  /file:|:\/\/|^[/\\~]|^[a-z]:[/\\]|\.\.[/\\]|[/\\]\.\.|\\\\|%2[ef]|%5c|%25|\b(?:vnd\.[\w.-]*:|private:|macro:|slot:|service:|smb:|ftp:|data:)/i;

/** Namespace names, which look like addresses. */
const vocabulary =
  /^(?:https?:\/\/(?:schemas\.(?:openxmlformats\.org|microsoft\.com)|purl\.(?:oclc\.)?org|www\.w3\.org|openoffice\.org|docs\.oasis-open\.org|customooxmlschemas\.google\.com)\/|ppaction:\/\/[\w?=&.-]+$)/;

/** Characters that some address parsers ignore. */
const invisible = /[\s\p{C}]/gu;

/** Whether a value may be an address outside the document. */
export function isAddress(value: string): boolean {
  if (value.length < 2) return false;
  const bare = value.replace(invisible, '');
  return externalAddress.test(bare) && !(vocabulary.test(value) && !/\.\./.test(value));
}

/** Whether a hyperlink refers to the web or into the document. It is followed only on a click. */
export const isPlainLink = (target: string): boolean => /^(https?:\/\/|mailto:|tel:|#)/i.test(target);
