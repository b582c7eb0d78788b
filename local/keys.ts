import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { checkExportFile } from './exports/checkExportFile.ts';
import { type ExportedKey, type ExportFile, readExportFile } from './exports/readExportFile.ts';

const usage = `Usage: npm run keys -- show <file.zip>
       npm run keys -- verify <file.zip> --key <pem>

  show     prints an export file of exposure keys
  verify   checks the signature and every rule that phones check; exits with code 1 if a check fails
`;

const reportTypes = [
  'unknown',
  'confirmed test',
  'clinical diagnosis',
  'self report',
  'recursive',
  'revoked',
] as const;

const commands: Record<string, (file: ExportFile, pem: string | undefined) => Promise<void> | void> = {
  show,
  verify,
};

try {
  const { values, positionals } = parseArgs({
    options: { key: { type: 'string' }, help: { type: 'boolean', short: 'h', default: false } },
    allowPositionals: true,
  });
  const [name = '', path] = positionals;
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (values.help) console.log(usage.trimEnd());
  else if (!command || !path || (name === 'verify' && !values.key)) fail(usage.trimEnd());
  else await command(await readExportFile(await contentOf(path)), values.key);
} catch (error) {
  fail(error instanceof Error ? error.message : String(error));
}

function show(file: ExportFile): void {
  console.log(`Region      ${file.region}`);
  console.log(`Window      ${moment(file.startTimestamp)} to ${moment(file.endTimestamp)}`);
  console.log(`Batch       ${file.batchNum} of ${file.batchSize}`);
  for (const { info, signature } of file.signatures)
    console.log(
      `Signed by   ${info.verificationKeyId} ${info.verificationKeyVersion} (${info.signatureAlgorithm}, ${signature.length} bytes)`,
    );
  showKeys('Keys', file.keys);
  showKeys('Revised', file.revisedKeys);
}

function showKeys(title: string, keys: ExportedKey[]): void {
  console.log(`${title.padEnd(11)} ${keys.length}`);
  for (const key of keys) {
    const { keyData, rollingStart, rollingPeriod, transmissionRisk, reportType, daysSinceOnset } = key;
    const onset = daysSinceOnset === undefined ? '' : `, ${daysSinceOnset} days since onset`;
    console.log(
      `  ${keyData}  from ${moment(rollingStart * 600)} for ${rollingPeriod * 10} min, risk ${transmissionRisk}, ${reportTypes[reportType] ?? reportType}${onset}`,
    );
  }
}

async function verify(file: ExportFile, pem = ''): Promise<void> {
  const checks = checkExportFile(file, (await contentOf(pem)).toString('utf8'));
  for (const { rule, fault } of checks)
    console.log(fault === undefined ? `✓ ${rule}` : `✗ ${rule}\n  ${fault}`);
  const broken = checks.filter(({ fault }) => fault !== undefined).length;
  console.log(
    broken === 0 ? '\nPhones accept this file.' : `\nPhones reject this file. Failed checks: ${broken}.`,
  );
  process.exitCode = broken === 0 ? 0 : 1;
}

/** npm runs scripts in the root folder and passes the caller's folder in INIT_CWD. */
async function contentOf(path: string): Promise<Buffer> {
  try {
    return await readFile(resolve(process.env.INIT_CWD ?? '', path));
  } catch (cause) {
    throw new Error(`“${path}” cannot be read: ${(cause as NodeJS.ErrnoException).code}.`, { cause });
  }
}

function moment(seconds: number): string {
  return `${new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = 1;
}
