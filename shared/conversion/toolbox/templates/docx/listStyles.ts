/**
 * The paragraph styles that make a paragraph a list item (ECMA-376 part 1, 17.9.23), by themselves or by a style they are based on.
 * @param xml the part `word/styles.xml`
 * @returns their ids
 */
export function listStylesOf(xml: string): ReadonlySet<string> {
  const styles = new Map<string, { basedOn: string | undefined; list: string | undefined }>();
  for (const text of xml.split(/<w:style(?=\s)/).slice(1)) {
    const id = firstGroup(/w:styleId\s*=\s*"([^"]*)"/, text);
    if (id === undefined) continue;
    const basedOn = firstGroup(/<w:basedOn\s[^>]*?w:val\s*=\s*"([^"]*)"/, text);
    const list = firstGroup(/<w:numId\s[^>]*?w:val\s*=\s*"([^"]*)"/, text);
    styles.set(id, { basedOn, list });
  }
  const isList = (id: string): boolean => {
    const seen = new Set<string>();
    for (let at: string | undefined = id; at !== undefined && !seen.has(at); at = styles.get(at)?.basedOn) {
      seen.add(at);
      const list = styles.get(at)?.list;
      // List 0 removes a paragraph from the list of its base.
      if (list !== undefined) return list !== '0';
    }
    return false;
  };
  return new Set([...styles.keys()].filter(isList));
}

const firstGroup = (pattern: RegExp, text: string) => pattern.exec(text)?.[1];
