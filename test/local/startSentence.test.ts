import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { ensureCertificate } from '../../local/cloud/certificate.ts';
import { loadPorts } from '../../local/cloud/ports.ts';
import { VaultStore } from '../../local/cloud/vault/store.ts';
import { lockDataFolder } from '../../local/dataFolder.ts';
import { readRunningApp } from '../../local/runningApp.ts';
import { startSentence } from '../../local/startSentence.ts';
import { readConfiguration } from '../../shared/configuration.ts';

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'conveyor-start-'));
  onTestFinished(() => rm(path, { recursive: true }));
  return path;
}

/** What a user reads when a start fails. */
async function sentenceOf(start: () => unknown): Promise<string> {
  try {
    await start();
  } catch (error) {
    return startSentence(error);
  }
  throw new Error('The start does not fail.');
}

it('names every setting that is wrong', async () => {
  const sentences = await sentenceOf(() => readConfiguration({ MAXIMUM_FILES: 'many' }));
  expect(sentences).toContain('Configuration: MAXIMUM_FILES is not valid: must be a number.');
  expect(sentences).toContain('Configuration: KEY_VAULT_URL is missing.');
});

it('names a data folder that is a file, or that is in one', async () => {
  const file = join(await folder(), 'file');
  await writeFile(file, '');
  expect(await sentenceOf(() => lockDataFolder(file, false))).toMatch(
    /file is a file, not a folder\. CONVEYOR_DATA/,
  );
  expect(await sentenceOf(() => lockDataFolder(join(file, 'data'), false))).toMatch(
    /A part of .*file.data is a file, not a folder\./,
  );
});

it('names a damaged file of ports and what to do', async () => {
  const path = join(await folder(), 'ports.json');
  await writeFile(path, '{');
  expect(await sentenceOf(() => loadPorts(path))).toBe(
    `The file ${path} is damaged. Delete it: the next start creates a new one.`,
  );
});

it.each(['certificate.pem', 'key.pem'])('names a damaged %s and what to do', async (name) => {
  const path = await folder();
  await ensureCertificate(path);
  await writeFile(join(path, name), 'damaged');
  expect(await sentenceOf(() => ensureCertificate(path))).toBe(
    `The file ${join(path, name)} is damaged. Delete ${path}: the next start creates a new certificate.`,
  );
});

it('names the key of another certificate', async () => {
  const [one, other] = [await folder(), await folder()];
  const files = await ensureCertificate(one);
  await ensureCertificate(other);
  await writeFile(join(other, 'certificate.pem'), await readFile(files.certificateFile));
  expect(await sentenceOf(() => ensureCertificate(other))).toContain(join(other, 'key.pem'));
});

it('names a damaged vault and what to do', async () => {
  const path = await folder();
  await writeFile(join(path, 'vault.json'), '');
  expect(await sentenceOf(() => new VaultStore(path, 'vault'))).toMatch(
    /vault\.json is damaged\. Restore it from a copy, or start with an empty data folder/,
  );
});

it('names a damaged description of the running app, and what to do', async () => {
  const data = await folder();
  await writeFile(join(data, 'running.json'), '{"url":');
  expect(await sentenceOf(() => readRunningApp(data))).toBe(
    `The file ${join(data, 'running.json')} is damaged. Delete it: the next start creates a new one.`,
  );
});
