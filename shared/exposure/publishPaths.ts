/** Where publishes come in: nothing of such a request is traced. */
export const publishPaths = /^(https?:\/\/[^/]+)?\/(api\/)?v1\/publish\b/;
