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
  return error.issues
    .slice(0, maximumIssues)
    .flatMap((issue) => issuesOfOne(issue, [part]))
    .slice(0, maximumIssues);
}

function issuesOfOne(issue: z.core.$ZodIssue, above: readonly PropertyKey[]): Issue[] {
  const path = [...above, ...issue.path];
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ path: pointer([...path, key]), message: 'Unknown field.' }));
  const alternative = issue.code === 'invalid_union' ? meantAlternative(issue.errors) : undefined;
  if (alternative) return alternative.flatMap((inner) => issuesOfOne(inner, path));
  return [{ path: pointer(path), message: issue.message.slice(0, maximumText) }];
}

/** The failures of the alternative that the value means: the only one that has all of its fields. */
function meantAlternative(alternatives: readonly z.core.$ZodIssue[][]): z.core.$ZodIssue[] | undefined {
  const fitting = alternatives.filter((failures) =>
    failures.every(({ code, path }) => code !== 'unrecognized_keys' || path.length > 0),
  );
  return fitting.length === 1 ? fitting[0] : undefined;
}

/** A JSON pointer (RFC 6901 §3). */
export function pointer(path: readonly PropertyKey[]): string {
  return path
    .map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('')
    .slice(0, maximumText);
}
