/** `npm run smoke -- <url>`: tests an app or a slot end to end. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
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
  CONVEYOR_TOKEN        token of a caller; without it, the test registers a device and deletes it
  REGISTRATION_TOKEN    required to register if REGISTRATION=token
  FRONT_DOOR_ID         id of the Front Door profile, for an app that accepts only requests of its gateway

Exits with 0 if all checks pass, with 1 if one fails, and with 2 if the command line is wrong.
`;

const target = targetOf();
const passed = await runSmoke(target, printResult);
console.log(passed ? '\nThe smoke test passed.' : '\nThe smoke test failed.');
process.exitCode = passed ? 0 : 1;

function targetOf(): SmokeTarget {
  try {
    const { values, positionals } = parseArgs({
      options: {
        admin: { type: 'string' },
        'export-key': { type: 'string' },
        'signing-key': { type: 'string', default: 'export-signing' },
        slowest: { type: 'string', default: '2' },
        patience: { type: 'string', default: '180' },
        help: { type: 'boolean', short: 'h', default: false },
      },
      allowPositionals: true,
    });
    if (values.help) {
      console.log(usage);
      process.exit(0);
    }
    const [url, ...more] = positionals;
    if (url === undefined || more.length > 0) throw new Error('Name the URL of one app.');
    const { OPERATOR_KEY, CONVEYOR_TOKEN, REGISTRATION_TOKEN, INIT_CWD } = process.env;
    const pem = values['export-key'];
    return {
      url: urlOf(url),
      adminUrl: urlOf(values.admin ?? url),
      operatorKey: OPERATOR_KEY || undefined,
      token: CONVEYOR_TOKEN || undefined,
      registrationToken: REGISTRATION_TOKEN || undefined,
      exportKey: pem && readFileSync(resolve(INIT_CWD ?? '', pem), 'utf8'),
      signingKey: values['signing-key'],
      slowestSeconds: secondsOf('slowest', values.slowest),
      patienceSeconds: secondsOf('patience', values.patience),
    };
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${usage}`);
    process.exit(2);
  }
}

function urlOf(text: string): string {
  if (!URL.canParse(text) || !/^https?:/.test(text))
    throw new Error(`“${text}” is not an http:// or https:// URL.`);
  return text.replace(/\/+$/, '');
}

function secondsOf(option: string, text: string): number {
  const seconds = Number(text);
  if (!(seconds > 0)) throw new Error(`--${option} must be a number of seconds above 0; it is “${text}”.`);
  return seconds;
}
