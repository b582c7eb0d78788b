import { attribute } from './documentFonts.ts';

/** The Latin font of a theme for headings (`major`) or text (`minor`) (ECMA-376 part 1, 20.1.4.1.16). */
export type ThemeFonts = (kind: 'major' | 'minor') => string | undefined;

/** The fonts of a theme. @param theme its part, or an empty text */
export function themeFonts(theme: string): ThemeFonts {
  const known = new Map<string, string | undefined>();
  return (kind) => {
    if (!known.has(kind)) {
      const [, content = ''] = new RegExp(`${kind}Font>([\\s\\S]*?)${kind}Font>`).exec(theme) ?? [];
      const [, attributes = ''] = /latin\s([^>]*)>/.exec(content) ?? [];
      known.set(kind, attribute(attributes, 'typeface') || undefined);
    }
    return known.get(kind);
  };
}
