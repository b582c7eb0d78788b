/**
 * What a value must hold to lead out of a document: a scheme that LibreOffice opens, or a path that is absolute or goes up. A
 * bare name leads nowhere: beside the document lies nothing but its own settings.
 */
const leadsOut =
  /file:|:\/\/|^[/\\~]|^[a-z]:[/\\]|\.\.[/\\]|[/\\]\.\.|\\\\|%2[ef]|%5c|%25|\b(?:vnd\.[\w.-]*:|private:|macro:|slot:|service:|smb:|ftp:|data:)/i;

/** Names of vocabularies, which look like addresses and are none. */
const vocabulary =
  /^(?:https?:\/\/(?:schemas\.(?:openxmlformats\.org|microsoft\.com)|purl\.(?:oclc\.)?org|www\.w3\.org|openoffice\.org|docs\.oasis-open\.org|customooxmlschemas\.google\.com)\/|ppaction:\/\/[\w?=&.-]+$)/;

/** Characters that some readers of addresses skip. */
const invisible = /[\s\p{C}]/gu;

/** Whether a value might be the address of something outside of its document. */
export function isAddress(value: string): boolean {
  if (value.length < 2) return false;
  const bare = value.replace(invisible, '');
  return leadsOut.test(bare) && !(vocabulary.test(value) && !/\.\./.test(value));
}

/** Whether a hyperlink leads to the network or to a place in its document: what nothing follows before someone clicks it. */
export const isPlainLink = (target: string): boolean => /^(https?:\/\/|mailto:|tel:|#)/i.test(target);
