import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { banner } from '../../local/banner.ts';

const facts = { data: '/data', isDefaultData: true, hasCurl: true, milliseconds: 4000 };
const printed = (registration?: string) =>
  stripVTControlCharacters(banner('http://localhost:7071', { ...facts, registration }));

test('npm start prints commands that register and convert', () => {
  for (const registration of [undefined, 'open']) {
    expect(printed(registration)).toContain('npm run convert -- examples/letter.docx letter.pdf');
    expect(printed(registration)).toContain('-X POST http://localhost:7071/v1/register');
  }
});

test('npm start prints no command that needs a registration if only attested apps can register', () => {
  const text = printed('attested');
  expect(text).toContain('curl -sS -X POST http://localhost:7071/v1/attestation/challenges\n');
  expect(text).not.toMatch(/npm run (convert|demo)|v1\/register|v1\/jobs/);
});

test('npm start prints how to create a registration token if registration requires one', () => {
  const text = printed('token');
  expect(text).toContain('OPERATOR=$(npm run --silent operator-key)');
  expect(text).toContain('http://localhost:7071/v1/admin/organisations/default/registration-tokens\n');
  expect(text).not.toContain('npm run convert');
});
