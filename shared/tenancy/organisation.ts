/** The only organisation at present. */
export const defaultOrganisation = 'default';

/** The Blob container of an organisation. */
export function blobContainerOf(organisationId: string): string {
  return `organisation-${organisationId}`;
}
