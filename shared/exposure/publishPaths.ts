/**
 * Where publishes come in, in whatever spelling the host takes for it, and where challenges are had for them: nothing of
 * such a request is traced.
 */
export const publishPaths = /^(https?:\/\/[^/]+)?\/((api\/)?v1\/publish|v1\/attestation\/challenges)\b/i;
