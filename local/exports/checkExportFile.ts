import { createPublicKey, verify } from 'node:crypto';
import type { ExportedKey, ExportFile } from './readExportFile.ts';

/** A rule that phones check. `fault` says how the file breaks it and is absent if it passes. */
export interface Check {
  rule: string;
  fault?: string | undefined;
}

type Rule = (file: ExportFile) => string | false | undefined;

const within = (value: number, low: number, high: number) =>
  Number.isInteger(value) && value >= low && value <= high;

/** @returns a sentence about the first key that breaks a rule */
function firstViolation(file: ExportFile, breaks: (key: ExportedKey) => boolean): string | undefined {
  const key = [...file.keys, ...file.revisedKeys].find(breaks);
  return key && `Key ${key.keyData}: ${JSON.stringify(key)}`;
}

function unsorted(keys: ExportedKey[]): string | undefined {
  const at = keys.findIndex((key, index) => index > 0 && (keys[index - 1]?.keyData ?? '') >= key.keyData);
  return at < 0 ? undefined : `Key ${at + 1} (${keys[at]?.keyData}) is not greater than the key before it.`;
}

/** The checks of a phone, in its order. */
const rules: Record<string, Rule> = {
  'The ZIP has two entries: export.bin and export.sig.': ({ entries }) =>
    entries.toSorted().join() !== 'export.bin,export.sig' && `It has ${entries.join(', ')}.`,
  'export.bin begins with “EK Export v1” and four spaces.': ({ header }) =>
    header !== 'EK Export v1    ' && `It begins with “${header}”.`,
  'Every signature names its key and ECDSA with SHA-256, and covers the whole batch.': ({ signatures }) => {
    const bad = signatures.find(
      ({ info, batchNum, batchSize }) => !isComplete(info) || batchNum !== 1 || batchSize !== 1,
    );
    return bad && JSON.stringify(bad.info);
  },
  'export.bin names the same keys as export.sig, in the same order.': ({ signatureInfos, signatures }) =>
    JSON.stringify(signatureInfos) !== JSON.stringify(signatures.map(({ info }) => info)) &&
    JSON.stringify(signatureInfos),
  'The file is batch 1 of 1.': ({ batchNum, batchSize }) =>
    (batchNum !== 1 || batchSize !== 1) && `It is ${batchNum} of ${batchSize}.`,
  'The start time is before the end time.': ({ startTimestamp, endTimestamp }) =>
    startTimestamp >= endTimestamp && `${startTimestamp}, ${endTimestamp}`,
  'The region is not empty.': ({ region }) => region === '' && 'It is empty.',
  'The file has at most 750,000 keys.': ({ keys, revisedKeys }) =>
    keys.length + revisedKeys.length > 750_000 && `It has ${keys.length + revisedKeys.length}.`,
  'The keys are sorted and unique.': ({ keys, revisedKeys }) => unsorted(keys) ?? unsorted(revisedKeys),
  'Every key has 16 bytes.': (file) => firstViolation(file, ({ keyData }) => keyData.length !== 32),
  'Every rolling period is 1 to 144.': (file) =>
    firstViolation(file, ({ rollingPeriod }) => !within(rollingPeriod, 1, 144)),
  'Every transmission risk is 0 to 8.': (file) =>
    firstViolation(file, ({ transmissionRisk }) => !within(transmissionRisk, 0, 8)),
  'Days since onset are within ±14.': (file) =>
    firstViolation(file, ({ daysSinceOnset = 0 }) => !within(daysSinceOnset, -14, 14)),
  'Every report type is 1 to 5.': (file) =>
    firstViolation(file, ({ reportType }) => !within(reportType, 1, 5)),
  'Every key ended at most 15 days before the start time.': (file) =>
    firstViolation(
      file,
      ({ rollingStart, rollingPeriod }) =>
        rollingStart + rollingPeriod < Math.floor((file.startTimestamp - 15 * 86_400) / 600),
    ),
  'Every key starts before the end time.': (file) =>
    firstViolation(file, ({ rollingStart }) => rollingStart * 600 >= file.endTimestamp),
};

const isComplete = (info: ExportFile['signatureInfos'][number]) =>
  info.verificationKeyId !== '' &&
  info.verificationKeyVersion !== '' &&
  info.signatureAlgorithm === '1.2.840.10045.4.3.2';

/** The rule that needs the public key. */
function checkSignature({ bin, signatures }: ExportFile, pem: string): Check {
  const publicKey = createPublicKey(pem);
  const isValid = signatures.some(({ signature }) => verify('sha256', bin, publicKey, signature));
  return {
    rule: 'export.sig has a valid signature by the key.',
    fault: isValid ? undefined : `Signatures: ${signatures.length}, valid: 0.`,
  };
}

/**
 * Checks an export file as phones do.
 * @param pem a public key, or a private key, whose public key is used. Without it, the signatures are not verified.
 */
export function checkExportFile(file: ExportFile, pem?: string): Check[] {
  const checks = Object.entries(rules).map(([rule, check]) => ({ rule, fault: check(file) || undefined }));
  return pem === undefined ? checks : [checkSignature(file, pem), ...checks];
}
