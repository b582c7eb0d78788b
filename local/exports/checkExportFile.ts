import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import type { ExportedKey, ExportFile } from './readExportFile.ts';

/** A rule that phones check, and what breaks it here; nothing where it is kept. */
export interface Check {
  rule: string;
  fault?: string | undefined;
}

type Rule = (file: ExportFile, publicKey: KeyObject) => string | false | undefined;

const within = (value: number, low: number, high: number) =>
  Number.isInteger(value) && value >= low && value <= high;

/** The first key of a file that breaks a rule, as a sentence. */
function first(file: ExportFile, breaks: (key: ExportedKey) => boolean): string | undefined {
  const key = [...file.keys, ...file.revisedKeys].find(breaks);
  return key && `${key.keyData} does not: ${JSON.stringify(key)}`;
}

function unsorted(keys: ExportedKey[]): string | undefined {
  const at = keys.findIndex((key, index) => index > 0 && (keys[index - 1]?.keyData ?? '') >= key.keyData);
  return at < 0 ? undefined : `Key ${at + 1} (${keys[at]?.keyData}) does not follow the one before it.`;
}

/** What phones check, in their order. */
const rules: Record<string, Rule> = {
  'The ZIP has two entries: export.bin and export.sig.': ({ entries }) =>
    entries.toSorted().join() !== 'export.bin,export.sig' && `It has ${entries.join(', ')}.`,
  'export.bin begins with “EK Export v1” and four spaces.': ({ header }) =>
    header !== 'EK Export v1    ' && `It begins with “${header}”.`,
  'A signature of the key verifies export.bin.': ({ bin, signatures }, key) =>
    !signatures.some(({ signature }) => verify('sha256', bin, key, signature)) &&
    `None of ${signatures.length} does.`,
  'Every signature names its key and ECDSA with SHA-256, and is of the whole batch.': ({ signatures }) => {
    const bad = signatures.find(
      ({ info, batchNum, batchSize }) => !isWhole(info) || batchNum !== 1 || batchSize !== 1,
    );
    return bad && JSON.stringify(bad.info);
  },
  'export.bin names the same keys as export.sig, in the same order.': ({ signatureInfos, signatures }) =>
    JSON.stringify(signatureInfos) !== JSON.stringify(signatures.map(({ info }) => info)) &&
    JSON.stringify(signatureInfos),
  'It is the first batch of one.': ({ batchNum, batchSize }) =>
    (batchNum !== 1 || batchSize !== 1) && `It is ${batchNum} of ${batchSize}.`,
  'It begins before it ends.': ({ startTimestamp, endTimestamp }) =>
    startTimestamp >= endTimestamp && `${startTimestamp}, ${endTimestamp}`,
  'It names its region.': ({ region }) => region === '' && 'It names none.',
  'It has at most 750,000 keys.': ({ keys, revisedKeys }) =>
    keys.length + revisedKeys.length > 750_000 && `It has ${keys.length + revisedKeys.length}.`,
  'Its keys are sorted, each once.': ({ keys, revisedKeys }) => unsorted(keys) ?? unsorted(revisedKeys),
  'Every key has 16 bytes.': (file) => first(file, ({ keyData }) => keyData.length !== 32),
  'Every rolling period is 1 to 144.': (file) =>
    first(file, ({ rollingPeriod }) => !within(rollingPeriod, 1, 144)),
  'Every transmission risk is 0 to 8.': (file) =>
    first(file, ({ transmissionRisk }) => !within(transmissionRisk, 0, 8)),
  'Days since onset are within ±14.': (file) =>
    first(file, ({ daysSinceOnset = 0 }) => !within(daysSinceOnset, -14, 14)),
  'Every report type is known.': (file) => first(file, ({ reportType }) => !within(reportType, 1, 5)),
  'Every key began before the file ends.': (file) =>
    first(file, ({ rollingStart }) => rollingStart * 600 >= file.endTimestamp),
};

const isWhole = (info: ExportFile['signatureInfos'][number]) =>
  info.verificationKeyId !== '' &&
  info.verificationKeyVersion !== '' &&
  info.signatureAlgorithm === '1.2.840.10045.4.3.2';

/**
 * Checks an export file as phones do.
 * @param pem a public key, or the private one it belongs to
 */
export function checkExportFile(file: ExportFile, pem: string): Check[] {
  const publicKey = createPublicKey(pem);
  return Object.entries(rules).map(([rule, check]) => ({ rule, fault: check(file, publicKey) || undefined }));
}
