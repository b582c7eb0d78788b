/** The preferences of a request that the API honours (RFC 7240). */
export interface Preferences {
  /** The longest acceptable time until the response, in seconds. */
  readonly wait?: number;
  readonly respondAsync: boolean;
}

/**
 * Reads a `Prefer` header. Unknown and malformed preferences are ignored (RFC 7240 §2): a preference never makes a request
 * invalid. The first of several with the same name counts.
 * @param longestWait the limit of `wait`, in seconds; longer times are shortened to it
 */
export function preferencesOf(header: string | undefined, longestWait: number): Preferences {
  const values = new Map<string, string>();
  for (const preference of preferencesIn(header ?? '')) {
    const equals = preference.indexOf('=');
    const name = (equals < 0 ? preference : preference.slice(0, equals)).trim().toLowerCase();
    const value = equals < 0 ? '' : preference.slice(equals + 1).trim();
    if (!values.has(name)) values.set(name, value);
  }
  const seconds = /^("?)(\d+)\1$/.exec(values.get('wait') ?? '')?.[2];
  return {
    ...(seconds !== undefined && { wait: Math.min(Number(seconds), longestWait) }),
    // An empty value is the same as no value (RFC 7240 §2).
    respondAsync: ['', '""'].includes(values.get('respond-async') ?? 'absent'),
  };
}

/** The header `Preference-Applied` (RFC 7240 §3); absent if no preference was applied. */
export function preferenceApplied({ wait, respondAsync }: Preferences): { 'preference-applied'?: string } {
  const applied = [
    ...(respondAsync ? ['respond-async'] : []),
    ...(wait === undefined ? [] : [`wait=${wait}`]),
  ];
  return applied.length > 0 ? { 'preference-applied': applied.join(', ') } : {};
}

/** The preferences in a header without their parameters. Separators in quotation marks do not count. */
function preferencesIn(header: string): string[] {
  const preferences = [''];
  let isQuoted = false;
  let isParameter = false;
  for (const character of header) {
    if (character === '"') isQuoted = !isQuoted;
    if (!isQuoted && character === ',') {
      preferences.push('');
      isParameter = false;
    } else if (!isQuoted && character === ';') isParameter = true;
    else if (!isParameter) preferences[preferences.length - 1] += character;
  }
  return preferences;
}
