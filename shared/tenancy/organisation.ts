/** The organisation that everything belongs to while there is only one. */
export const defaultOrganisation = 'default';

/** The Blob container in which everything of an organisation lies. */
export function blobContainerOf(organisationId: string): string {
  return `organisation-${organisationId}`;
}
