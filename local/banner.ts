/** The text that `npm start` prints when the app is ready: addresses, and two commands to copy. */
export function banner(url: string, facts: { data: string; milliseconds: number }): string {
  const bold = (text: string) => (process.stdout.isTTY ? `\x1b[1m${text}\x1b[0m` : text);
  const dim = (text: string) => (process.stdout.isTTY ? `\x1b[2m${text}\x1b[0m` : text);
  return `
${bold('Conveyor is running.')} ${dim(`Ready in ${(facts.milliseconds / 1000).toFixed(1)} s; the engines warm up in the background.`)}

  App    ${url}
  Docs   ${url}/docs
  Data   ${facts.data}

${bold('1. Register')} ${dim('(in another terminal, in this folder)')}

TOKEN=$(curl -sS -X POST ${url}/v1/register | sed 's/.*"token":"\\([^"]*\\)".*/\\1/')

${bold('2. Convert a file')} ${dim('(writes letter.pdf)')}

JOB=$(curl -sS -H "Authorization: Bearer $TOKEN" -F to=pdf -F file=@examples/letter.docx ${url}/v1/jobs | sed 's/.*"id":"\\([^"]*\\)".*/\\1/') && curl -sS -f -H "Authorization: Bearer $TOKEN" "${url}/v1/jobs/$JOB/result?wait=20" -o letter.pdf && echo letter.pdf

${dim('npm run convert -- in.docx out.pdf does both steps. npm run demo shows more. Ctrl-C stops the app and keeps its data.')}
`;
}
