/** What the banner says of the running app. */
export interface BannerFacts {
  /** The data folder. */
  data: string;
  /** Whether the other scripts find the data folder without CONVEYOR_DATA. */
  isDefaultData: boolean;
  /** Whether curl is installed. */
  hasCurl: boolean;
  /** Whether the app trusts the local test authority. */
  attested?: boolean;
  milliseconds: number;
  /** The setting REGISTRATION. */
  registration?: string | undefined;
}

/** The text that `npm start` prints when the app is ready: addresses, and commands to copy. */
export function banner(url: string, facts: BannerFacts): string {
  const { data, hasCurl, attested = false, milliseconds } = facts;
  const bold = (text: string) => (process.stdout.isTTY ? `\x1b[1m${text}\x1b[0m` : text);
  const dim = (text: string) => (process.stdout.isTTY ? `\x1b[2m${text}\x1b[0m` : text);
  const http = `
${bold('The same with curl:')} ${dim('register, then convert')}

${curlCommands(url).join('\n\n')}
`;
  const conversion = `
${bold('Convert a file')} ${dim('(in another terminal, in this folder)')}

${convertCommand(facts)}
${hasCurl ? http : ''}
${dim('npm run demo shows more. Ctrl-C stops the app and keeps its data.')}`;
  const localAuthority = `
${bold('Attest a registration')} ${dim('(in another terminal, in this folder; the local test authority does it)')}

${variablesOf(facts)}npm run --silent attestation-token -- app-attest

docs/attestation.md describes how to register with it.
${dim('Ctrl-C stops the app and keeps its data.')}`;
  const attestation = `
${bold('Request a challenge')} ${dim('(REGISTRATION=attested: only an attested app can register)')}

curl -sS -X POST ${url}/v1/attestation/challenges

docs/attestation.md describes how an app attests itself with a challenge, and registers.
${dim('Ctrl-C stops the app and keeps its data.')}`;
  const registrationToken = `
${bold('Register a device')} ${dim('(REGISTRATION=token; in another terminal, in this folder)')}

OPERATOR=$(${variablesOf(facts)}npm run --silent operator-key)
curl -sS -H "Authorization: Bearer $OPERATOR" -H 'Content-Type: application/json' -d '{"name":"Trial","maximumRegistrations":10}' ${url}/v1/admin/organisations/default/registration-tokens
curl -sS -X POST -H "Authorization: Bearer <token>" ${url}/v1/register

docs/authentication.md describes registration tokens and the other credentials.
${dim('Ctrl-C stops the app and keeps its data.')}`;
  const byRegistration: Record<string, string> = { attested: attestation, token: registrationToken };
  return `
${bold('Conveyor is running.')} ${dim(`Ready in ${(milliseconds / 1000).toFixed(1)} s; the engines warm up in the background.`)}

  App    ${url}
  Docs   ${url}/docs
  Data   ${data}
${attested ? localAuthority : (byRegistration[facts.registration ?? ''] ?? conversion)}
`;
}

const convertCommand = (facts: BannerFacts): string =>
  `${variablesOf(facts)}npm run convert -- examples/letter.docx letter.pdf`;

/** The variable that other scripts need. They find the default data folder by themselves. */
const variablesOf = ({ data, isDefaultData }: BannerFacts): string =>
  isDefaultData ? '' : `CONVEYOR_DATA='${data.replaceAll("'", "'\\''")}' `;

/** Shell commands that register and convert a file. Each prints the response if it is an error. */
function curlCommands(url: string): [register: string, convert: string] {
  const curl = 'curl -sS --fail-with-body';
  return [
    `TOKEN=$(${curl} -X POST ${url}/v1/register) && TOKEN=$(echo "$TOKEN" | sed 's/.*"token":"\\([^"]*\\)".*/\\1/') || echo "$TOKEN"`,
    // 202 instead of 200: the job has not ended in time, and the file is its description.
    `${curl} -H "Authorization: Bearer $TOKEN" -H 'Prefer: wait=20' -F to=pdf -F file=@examples/letter.docx ${url}/v1/jobs -o letter.pdf -w '%{response_code} letter.pdf\\n' || { cat letter.pdf; false; }`,
  ];
}
