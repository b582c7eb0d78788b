import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { root } from '../../build/root.ts';
import about from '../../package.json' with { type: 'json' };
import { attestationAppsSetting } from '../../shared/identity/attestation/apps.ts';
import { evidenceSchema } from '../../shared/identity/attestation/evidence.ts';
import { jobView } from '../../shared/jobs/view.ts';
import { secrets } from '../../shared/secrets.ts';
import { quotaSchema } from '../../shared/tenancy/quotas/quota.ts';
import { quotaStatesView } from '../../shared/tenancy/quotas/quotaStates.ts';
import { tierSchema } from '../../shared/tenancy/tier.ts';
import { template } from '../infra/landscapes.ts';
import { blocks, startSettings } from './blocks.ts';
import { documents } from './documents.ts';

const marked = blocks.filter(({ needs }) => needs !== undefined);

test('the blocks that no test runs are few and say why', () => {
  expect(marked.map(({ page, needs }) => `${page} needs ${needs}`)).toEqual([
    'docs/attestation.md needs Azure',
    'docs/deployment.md needs Azure',
    'docs/deployment.md needs Azure',
    'docs/deployment.md needs Azure',
    'docs/deployment.md needs Azure',
    'docs/html.md needs the internet',
    'docs/jobs.md needs the internet',
    'docs/jobs.md needs the internet',
  ]);
});

test('blocks that need Azure name secrets, outputs, parameter files and scripts that exist', () => {
  const text = marked.map((block) => (block.needs === 'Azure' ? block.text : '')).join('\n');
  const named = (pattern: RegExp) => {
    const names = [...text.matchAll(pattern)].map(([, name = '']) => name);
    expect(names, String(pattern)).not.toEqual([]);
    return names;
  };
  for (const name of named(/keyvault secret show .* --name ([\w-]+)/g)) expect(secrets).toHaveProperty(name);
  for (const name of named(/properties\.outputs\.(\w+)/g)) expect(template.outputs).toHaveProperty(name);
  for (const name of named(/npm run ([\w-]+)/g)) expect(about.scripts).toHaveProperty(name);
  for (const file of named(/(infra\/\S+\.bicepparam)/g))
    expect(existsSync(join(root, file)), file).toBe(true);
});

test('every block is run, compared or drawn by a test', () => {
  // pages.test.ts runs sh, ts and python, and compares text; diagrams.test.ts draws mermaid; the tests below read json.
  const known = ['sh', 'ts', 'python', 'text', 'mermaid', 'json'];
  expect(blocks.filter(({ language }) => !known.includes(language))).toEqual([]);
  const shown = blocks.filter(({ output }) => output !== undefined).length;
  // readme.test.ts compares the output of `npm start` and the source layout, pipelines/smoke.test.ts that of the smoke test.
  expect(blocks.filter(({ language }) => language === 'text')).toHaveLength(shown + 3);
});

test('pages that start an app name settings that exist, and start it in a block of its own', () => {
  const starts = blocks.filter(
    ({ language, text }) => language === 'sh' && /^[^#]*\bnpm start\b/m.test(text),
  );
  expect(starts.filter((block) => startSettings(block) === undefined)).toEqual([]);
  const names = starts.flatMap((block) => Object.keys(startSettings(block) ?? {}));
  const configuration = documents.get('docs/configuration.md') ?? '';
  expect(names.filter((name) => !configuration.includes(`\`${name}\``))).toEqual([]);
});

test('pages that use the shell functions load them, and link to the page that explains them', () => {
  const pages = new Map(
    blocks
      .filter(({ language, text }) => language === 'sh' && /^(submit|result|api) /m.test(text))
      .map(({ page }) => [
        page,
        blocks.find((each) => each.page === page && each.text.includes('. examples/api.sh')),
      ]),
  );
  expect([...pages].filter(([, loading]) => !loading)).toEqual([]);
  for (const page of pages.keys())
    if (page !== 'docs/requests.md') expect(documents.get(page), page).toContain('](requests.md)');
});

describe('JSON', () => {
  const event = z.strictObject({
    type: z.literal('job.succeeded'),
    timestamp: z.iso.datetime(),
    data: jobView,
  });
  const quotaExceeded = z.strictObject({
    ...quotaSchema.shape,
    type: z.string(),
    title: z.string(),
    status: z.literal(429),
    detail: z.string(),
    code: z.literal('quota_exceeded'),
    retryable: z.literal(true),
    used: z.int(),
    reset: z.iso.datetime(),
  });
  const schemas: Record<string, z.ZodType[]> = {
    'docs/attestation.md': [
      z.strictObject({ challenge: z.string(), expiresAt: z.iso.datetime() }),
      ...Array.from({ length: 3 }, () => z.strictObject({ attestation: evidenceSchema })),
      z.unknown().transform((value) => attestationAppsSetting.parse(JSON.stringify(value))),
    ],
    'docs/billing.md': [tierSchema],
    'docs/quotas.md': [tierSchema, quotaStatesView, quotaExceeded],
    'docs/warnings.md': [jobView.pick({ status: true, warnings: true })],
    'docs/webhooks.md': [event],
  };
  const json = Map.groupBy(
    blocks.filter(({ language }) => language === 'json'),
    ({ page }) => page,
  );

  test('is in pages whose schemas are known', () => {
    expect([...json].map(([page, { length }]) => [page, length])).toEqual(
      Object.entries(schemas).map(([page, { length }]) => [page, length]),
    );
  });

  test.each([...json.values()].flatMap((page) => page.map((block, index) => ({ ...block, index }))))(
    'in line $line of $page is valid',
    ({ page, text, index }) => {
      expect(() => schemas[page]?.[index]?.parse(JSON.parse(text))).not.toThrow();
    },
  );
});
