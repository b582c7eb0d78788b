/** A setting of LibreOffice in its registry. */
type Setting = [path: string, name: string, value: string | number | boolean];

const settings: Setting[] = [
  // East Asian text without a declared language is Japanese, as in the browser.
  ['/org.openoffice.Office.Linguistic/General', 'DefaultLocale_CJK', 'ja-JP'],
  // Macros never run, not even signed ones.
  ['/org.openoffice.Office.Common/Security/Scripting', 'MacroSecurityLevel', 3],
  ['/org.openoffice.Office.Common/Security/Scripting', 'DisableMacrosExecution', true],
  // Neither are macros of DOC, XLS and PPT kept for the result.
  ...['Writer', 'Calc', 'Impress'].flatMap((program): Setting[] =>
    ['Load', 'Save'].map((name) => [`/org.openoffice.Office.${program}/Filter/Import/VBA`, name, false]),
  ),
  // Documents load no linked content. “Never” is 0 in Writer and 1 in Calc.
  ['/org.openoffice.Office.Common/Security/Scripting', 'BlockUntrustedRefererLinks', true],
  ['/org.openoffice.Office.Writer/Content/Update', 'Link', 0],
  ['/org.openoffice.Office.Calc/Content/Update', 'Link', 1],
  // A proxy that does not exist, for any remaining network access.
  ['/org.openoffice.Inet/Settings', 'ooInetProxyType', 2],
  ['/org.openoffice.Inet/Settings', 'ooInetHTTPProxyName', '127.0.0.1'],
  ['/org.openoffice.Inet/Settings', 'ooInetHTTPProxyPort', 9],
  ['/org.openoffice.Inet/Settings', 'ooInetHTTPSProxyName', '127.0.0.1'],
  ['/org.openoffice.Inet/Settings', 'ooInetHTTPSProxyPort', 9],
  ['/org.openoffice.Inet/Settings', 'ooInetNoProxy', ''],
];

/** The content of `registrymodifications.xcu` for every LibreOffice. */
export const officeSettings = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
${settings.map(item).join('\n')}
</oor:items>
`;

function item([path, name, value]: Setting): string {
  return `<item oor:path="${path}"><prop oor:name="${name}" oor:op="fuse"><value>${value}</value></prop></item>`;
}
