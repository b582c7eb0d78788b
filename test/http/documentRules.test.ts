import { describe, expect, test } from 'vitest';
import { createExport } from '../../functions/admin/exposure/createExport.ts';
import { planSteps } from '../../shared/conversion/steps/plan.ts';
import { stepsSchema } from '../../shared/conversion/steps/steps.ts';
import { healthAuthoritySchema } from '../../shared/exposure/healthAuthority.ts';
import { publishRequestSchema } from '../../shared/exposure/publishRequest.ts';
import { regionSchema } from '../../shared/exposure/region.ts';
import { evidenceSchema } from '../../shared/identity/attestation/evidence.ts';
import { bodyValidator, operations } from './document.ts';

const many = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`a${index}`, 'a']));
const nested = (levels: number): object => ({
  title: 'a',
  page: 1,
  ...(levels > 1 && { children: [nested(levels - 1)] }),
});

/** [valid, invalid] options of steps. */
const steps: [type: string, valid: object, invalid: object, file?: string][] = [
  ['attach', { files: [{ name: 'a.xml' }] }, { files: [{ name: 'a\nb.xml' }] }],
  ['bookmarks', { mode: 'append', bookmarks: [nested(8)] }, { mode: 'append' }],
  ['bookmarks', { bookmarks: [nested(2)] }, { bookmarks: [{ ...nested(2), children: [{ title: 'a' }] }] }],
  ['bookmarks', { bookmarks: [{ title: 'a', page: 1 }] }, { bookmarks: [{ title: 'a\u0085b', page: 1 }] }],
  ['encrypt', { userPassword: 'a' }, {}],
  ['encrypt', { ownerPassword: 'a' }, { permissions: {} }],
  ['form', { flatten: true, fields: {} }, { flatten: true }],
  ['form', { fields: many(2_000) }, { fields: many(2_001) }],
  ['images', { format: 'png', background: 'transparent' }, { format: 'jpeg', background: 'transparent' }],
  ['images', { background: 'transparent' }, { background: 'none' }],
  ['metadata', { metadata: { custom: { Mine: 'a' } } }, { metadata: { custom: { TITLE: 'a' } } }],
  ['metadata', { metadata: { custom: many(100) } }, { metadata: { custom: many(101) } }],
  ['render', { data: {} }, {}, 'a.docx'],
  ['render', { dataFile: 'a.JSON' }, { dataFile: 'a.xml' }, 'a.docx'],
  ['render', { dataFile: 'a.json' }, { dataFile: 'a.json', data: {} }, 'a.docx'],
  ['split', { splitMode: 'pages', splitSpan: '1-3, 7' }, { splitMode: 'pages', splitSpan: 'a' }],
  ['split', { splitMode: 'intervals', splitSpan: '2' }, { splitMode: 'intervals', splitSpan: '1-3' }],
  [
    'split',
    { splitMode: 'pages', splitSpan: '2', splitUnify: true },
    { splitMode: 'intervals', splitSpan: '2', splitUnify: true },
  ],
  ['thumbnail', { format: 'webp', background: 'transparent' }, { format: 'jpeg', background: 'transparent' }],
  ['watermark', { text: 'a' }, {}],
  ['watermark', { image: 'a.png', width: 100 }, { text: 'a', width: 100 }],
  ['watermark', { text: 'a', fontSize: 10 }, { image: 'a.png', fontSize: 10 }],
  ['watermark', { pdf: 'b.pdf' }, { pdf: 'b.pdf', image: 'a.png' }],
  ['screenshot', { url: 'https://a.example', userAgent: 'a' }, { userAgent: 'a' }],
  ['screenshot', { url: 'HTTP://a.example' }, { url: 'ftp://a.example' }],
  ['screenshot', { url: 'https://a.example' }, { url: 'https://a.example', assets: ['a.png'] }],
  [
    'screenshot',
    { url: 'https://a.example', format: 'webp', quality: 1 },
    { url: 'https://a.example', quality: 1 },
  ],
  [
    'screenshot',
    { url: 'https://a.example', format: 'jpeg', omitBackground: false },
    { url: 'https://a.example', format: 'jpeg', omitBackground: true },
  ],
  ['convert', { to: 'pdf', cookies: [], url: 'https://a.example' }, { to: 'pdf', cookies: [] }, 'a.html'],
  [
    'convert',
    { to: 'pdf', singlePage: true, preferCssPageSize: false },
    { to: 'pdf', singlePage: true, preferCssPageSize: true },
    'a.html',
  ],
  [
    'convert',
    { to: 'pdf', extraHttpHeaders: many(50), url: 'https://a.example' },
    { to: 'pdf', extraHttpHeaders: many(51), url: 'https://a.example' },
  ],
];

describe('the document and the server accept and refuse the same', () => {
  const job = bodyValidator('submitJob');
  const isAccepted = (given: object[], names: string[]) => {
    const parsed = stepsSchema.safeParse(given);
    if (!parsed.success) return false;
    try {
      planSteps(names, parsed.data);
      return true;
    } catch {
      return false;
    }
  };

  test.each(steps)('%s (%#)', (type, valid, invalid, file = 'a.pdf') => {
    for (const [options, fits] of [
      [valid, true],
      [invalid, false],
    ] as const) {
      const given = [{ type, ...options }];
      const resources = JSON.stringify(options).match(/[ab]\.(xml|png|json|pdf)/gi) ?? [];
      const names = 'url' in options ? [] : [file, ...resources];
      expect([job({ steps: given }), isAccepted(given, names)], JSON.stringify(options)).toEqual([
        fits,
        fits,
      ]);
    }
  });

  const keys = [{ kid: 'a', publicKey: 'a', validFrom: '2026-01-01T00:00:00Z' }];
  const appAttest = { platform: 'app-attest', appId: 'a', challenge: 'a' };
  const authority = { name: 'a', issuer: 'a', audience: 'a', regions: [] };
  const key = { key: 'AAAA', rollingStartNumber: 1, rollingPeriod: 144 };
  test.each([
    ['putRegion', regionSchema, { requires: { device: true } }, { requires: { certificate: false } }],
    ['putRegion', regionSchema, {}, { requires: { certificate: false, device: false } }],
    ['putHealthAuthority', healthAuthoritySchema, authority, { ...authority, keys }],
    [
      'publishKeys',
      publishRequestSchema,
      { healthAuthorityID: 'a', temporaryExposureKeys: [key] },
      { healthAuthorityID: 'a', temporaryExposureKeys: Array(31).fill(key) },
    ],
  ])('%s', (operationId, schema, valid, invalid) => {
    const validate = bodyValidator(operationId);
    expect([validate(valid), schema.safeParse(valid).success]).toEqual([true, true]);
    expect([validate(invalid), schema.safeParse(invalid).success]).toEqual([false, false]);
  });

  test.each([
    [{ keyId: 'AAAA', attestation: 'AAAA' }, true],
    [{ assertion: 'AAAA' }, true],
    [{}, false],
    [{ keyId: 'AAAA' }, false],
    [{ attestation: 'AAAA' }, false],
    [{ keyId: 'AAAA', assertion: 'AAAA' }, false],
    [{ keyId: 'AAAA', attestation: 'AAAA', assertion: 'AAAA' }, false],
  ])('registerDevice with App Attest: %j', (given, fits) => {
    const attestation = { ...appAttest, ...given };
    const validate = bodyValidator('registerDevice');
    expect([validate({ attestation }), evidenceSchema.safeParse(attestation).success]).toEqual([fits, fits]);
  });

  test.each([
    [{}, true],
    [{ region: '440' }, true],
    [{ region: '440', window: 0 }, true],
    [{ window: 0 }, false],
  ])('createExport: %j', async (body, fits) => {
    expect(bodyValidator('createExport')(body)).toBe(fits);
    const bytes = Buffer.from(JSON.stringify(body));
    const source = { bytes: async () => bytes };
    const read = createExport.metadata.body?.read(
      source as never,
      { contentType: '', maximumBytes: 1000 } as never,
    );
    if (fits) await expect(read).resolves.toEqual(body);
    else await expect(read).rejects.toThrow();
  });
});

describe('a job has either `to` or `steps`', () => {
  const steps = [{ type: 'compress' }];
  test.each([
    [{ to: 'pdf' }, true],
    [{ steps }, true],
    [{}, false],
    [{ to: 'pdf', steps }, false],
    [{ to: 'exe' }, false],
  ])('%j', (body, fits) => {
    expect(bodyValidator('submitJob')(body)).toBe(fits);
    const fields = { file: '', ...body, ...('steps' in body && { steps: JSON.stringify(body.steps) }) };
    expect(bodyValidator('submitJob', 'multipart/form-data')(fields)).toBe(fits);
  });
});

test('the parameters of the usage name its limits', () => {
  const described = operations.get('getUsage')?.parameters?.map(({ description }) => description);
  expect(described).toEqual([
    expect.stringContaining('at most 91 days before the last'),
    expect.stringContaining('not before the first'),
    expect.stringContaining('Whose usage'),
  ]);
});
