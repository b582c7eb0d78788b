/** `npm run smoke -- <url>`: tests an app or a slot end to end. */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { onlyArgument, pathOf, runCommand, secondsOf, UsageError } from './commandLine.ts';
import type { SmokeTarget } from './smoke/check.ts';
import { printResult } from './smoke/printResult.ts';
import { runSmoke } from './smoke/runSmoke.ts';

const usage = `Usage: npm run smoke -- <url> [options]

Tests an app or a deployment slot end to end: its readiness, the time of its responses, the conversion of a document and of a page
through its queues, and an export of exposure keys that no index names. It deletes what it creates.

  --admin <url>         the operator API (default: <url>)
  --export-key <pem>    public key that verifies the export
  --signing-key <name>  signing key in Key Vault (export-signing)
  --slowest <seconds>   slowest accepted median of a response (2)
  --patience <seconds>  longest wait for readiness, for a job and for the export (180)

  OPERATOR_KEY          key of the operator API; without it, the export is skipped
  CONVEYOR_TOKEN        token of a caller; without it, the test creates an API token, or a device without an operator key
  REGISTRATION_TOKEN    registers the device if REGISTRATION=token
  FRONT_DOOR_ID         id of the Front Door profile, for an app that accepts only requests of its gateway

Exits with 0 if all checks pass, with 1 if one fails, and with 2 if the command line is wrong.
`;

await runCommand(usage, async () => {
  const { values, positionals } = parseArgs({
    options: {
      admin: { type: 'string' },
      'export-key': { type: 'string' },
      'signing-key': { type: 'string', default: 'export-signing' },
      slowest: { type: 'string', default: '2' },
      patience: { type: 'string', default: '180' },
    },
    allowPositionals: true,
  });
  const url = onlyArgument('the URL of one app', positionals);
  const { OPERATOR_KEY, CONVEYOR_TOKEN, REGISTRATION_TOKEN } = process.env;
  const pem = values['export-key'];
  const target: SmokeTarget = {
    url: urlOf(url),
    adminUrl: urlOf(values.admin ?? url),
    operatorKey: OPERATOR_KEY || undefined,
    token: CONVEYOR_TOKEN || undefined,
    registrationToken: REGISTRATION_TOKEN || undefined,
    exportKey: pem && (await readFile(pathOf(pem), 'utf8')),
    signingKey: values['signing-key'],
    slowestSeconds: secondsOf('slowest', values.slowest),
    patienceSeconds: secondsOf('patience', values.patience),
  };
  const passed = await runSmoke(target, printResult);
  console.log(passed ? '\nThe smoke test passed.' : '\nThe smoke test failed.');
  return passed;
});

function urlOf(text: string): string {
  if (!URL.canParse(text) || !/^https?:/.test(text))
    throw new UsageError(`“${text}” is not an http:// or https:// URL.`);
  return text.replace(/\/+$/, '');
}
