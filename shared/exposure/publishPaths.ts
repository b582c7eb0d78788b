/**
 * Paths of publishing and of requesting challenges, in every spelling that the host accepts. For privacy these requests
 * are not traced.
 */
export const publishPaths = /^(https?:\/\/[^/]+)?\/((api\/)?v1\/publish|v1\/attestation\/challenges)\b/i;
