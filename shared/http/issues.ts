import type { z } from 'zod';

/** One validation failure of a request. */
export interface Issue {
  /** JSON pointer (RFC 6901) into the request: `/query/limit`, `/body/keys/0`. */
  path: string;
  message: string;
}

/** Bounds the size of an error response. */
const maximumIssues = 20;
const maximumText = 300;

/** The issues of a failed validation of one part of the request. Values are not included, because they may be secret. */
export function issuesOf(error: z.ZodError, part: string): Issue[] {
  const issues: Issue[] = [];
  for (const issue of error.issues.slice(0, maximumIssues)) {
    if (issue.code === 'unrecognized_keys')
      for (const key of issue.keys)
        issues.push({ path: pointer([part, ...issue.path, key]), message: 'Unknown field.' });
    else issues.push({ path: pointer([part, ...issue.path]), message: issue.message.slice(0, maximumText) });
  }
  return issues.slice(0, maximumIssues);
}

/** A JSON pointer (RFC 6901 §3). */
export function pointer(path: readonly PropertyKey[]): string {
  return path
    .map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('')
    .slice(0, maximumText);
}
