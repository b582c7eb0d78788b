const hidden =
  /<style:style\b[^>]*\bstyle:name="([^"]*)"[^>]*\bstyle:family="table"[^>]*>\s*<style:table-properties\b[^>]*\btable:display="false"/g;

/** The names of the styles of hidden sheets in a flat XML spreadsheet or a part `content.xml` that LibreOffice has written. */
export function hiddenTableStyles(xml: string): ReadonlySet<string> {
  return new Set([...xml.matchAll(hidden)].map(([, name = '']) => name));
}
