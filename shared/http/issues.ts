import type { z } from 'zod';

/** One thing that is wrong with a request. */
export interface Issue {
  /** Where, as a JSON pointer (RFC 6901) from the request: `/query/limit`, `/body/keys/0`. */
  path: string;
  message: string;
}

/** A caller is told the first of many: whoever sends a thousand faults needs no list of them. */
const maximumIssues = 20;
const maximumText = 300;

/** The issues of a failed check of the part of the request that `part` names. Values are never repeated. */
export function issuesOf(error: z.ZodError, part: string): Issue[] {
  const issues: Issue[] = [];
  for (const issue of error.issues.slice(0, maximumIssues)) {
    if (issue.code === 'unrecognized_keys')
      for (const key of issue.keys)
        issues.push({ path: pointer([part, ...issue.path, key]), message: 'Not known here.' });
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
