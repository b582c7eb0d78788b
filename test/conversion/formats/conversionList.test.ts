import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { listConversions } from '../../../functions/api/listConversions.ts';
import type { ConversionList } from '../../../shared/conversion/conversionList.ts';
import { formatList } from '../../../shared/conversion/formats/formats.ts';
import { conversions, routeOf } from '../../../shared/conversion/formats/routes.ts';
import { planSteps } from '../../../shared/conversion/steps/plan.ts';
import { type Step, stepKinds } from '../../../shared/conversion/steps/steps.ts';
import { call } from '../../http/call.ts';

/** @throws Error if the schema is invalid or refers to another */
const validatorOf = (schema: object = {}) => new Ajv2020({ validateFormats: false }).compile(schema);
const list = async () => (await (await call(listConversions)).json()) as ConversionList;

describe('GET /v1/conversions', () => {
  it('lists every format, conversion and step of the tables', async () => {
    const { formats, conversions: pairs, steps } = await list();
    expect(formats.map(({ name }) => name)).toEqual(formatList.map(({ name }) => name));
    expect(pairs.map(({ options: _, ...pair }) => pair)).toEqual(conversions());
    expect(steps.map(({ type }) => type).sort()).toEqual(Object.keys(stepKinds).sort());
  });

  it('lists conversions and options that the plan accepts', async () => {
    const { conversions: pairs, steps } = await list();
    const known = Object.keys(
      (steps.find(({ type }) => type === 'convert')?.schema.properties ?? {}) as object,
    );
    for (const { from, to, options, needs } of pairs) {
      expect(routeOf(from as 'pdf', to as 'png'), `${from} to ${to}`).toBeDefined();
      expect(options.filter((option) => !known.includes(option))).toEqual([]);
      const needed = { pdfa: { pdfa: 'PDF/A-2b' }, pdfua: { pdfua: true } }[needs ?? ''];
      if (needs !== undefined) expect(options).toContain(needs);
      const plan = planSteps([`a.${from}`], [{ type: 'convert', to, ...needed } as Step]);
      expect(plan.after.at(-1)).toMatchObject([{ format: to }]);
    }
  });

  it('lists the accepted formats of each step, and the plan refuses all others', async () => {
    for (const { type, from, summary } of (await list()).steps) {
      expect(summary).toMatch(/^[A-Z].*\.$/);
      for (const { name } of formatList) {
        if (from.includes(name) || type === 'convert') continue;
        const given = {
          merge: {},
          rotate: { angle: 90 },
          encrypt: { userPassword: 'a' },
          watermark: { text: 'a' },
        };
        const step = { type, ...given[type as 'merge'] } as unknown as Step;
        expect(() => planSteps([`a.${name}`], [step]), `${type} of ${name}`).toThrow();
      }
    }
  });

  it('describes every option of every step', async () => {
    for (const { type, schema } of (await list()).steps) {
      const properties = schema.properties as Record<string, { description?: string; const?: string }>;
      expect(properties.type?.const).toBe(type);
      const silent = Object.entries(properties).filter(
        ([name, each]) => name !== 'type' && !each.description,
      );
      expect(
        silent.map(([name]) => name),
        type,
      ).toEqual([]);
    }
  });

  it('describes shared options for every conversion that has them', async () => {
    const { conversions: pairs, steps } = await list();
    const convert = steps.find(({ type }) => type === 'convert');
    const properties = convert?.schema.properties as Record<string, { description: string }>;
    expect(properties.quality?.description).toMatch(/\b85\b.*\b90\b/);
    expect(properties.landscape?.description).toContain('as in the office document');
    expect(properties.marginTop?.description).toMatch(/1 cm.*Markdown 2 cm/);
    expect(properties.marginLeft?.description).toContain('Markdown 2.2 cm');
    for (const { from, to, options } of pairs)
      if (to !== 'pdf') expect(options, `${from} to ${to}`).not.toEqual(expect.arrayContaining(['pdfa']));
  });

  it.each([
    [
      'metadata',
      { metadata: { custom: { 'Größe 1': 'x', Trapped: 'True' } } },
      { metadata: { custom: { title: 'x' } } },
    ],
    [
      'metadata',
      { metadata: { trapped: 'True', custom: {} } },
      { metadata: { trapped: 'True', custom: { Trapped: 'True' } } },
    ],
    ['metadata', { metadata: { custom: { Trapped: null } } }, { metadata: { custom: { Trapped: 'Yes' } } }],
    ['merge', { bookmarks: { 'a.pdf': 'none' } }, { bookmarks: { 'a.pdf': 'all' } }],
    ['watermark', { text: '{page} {A-1}' }, { text: '{page} {total}' }],
    ['watermark', { text: 'a', color: '#AbCdEf' }, { text: 'a', color: '#abcdeg' }],
    ['convert', { nativePageRanges: '1-3, 7' }, { nativePageRanges: '1-3 7' }],
  ])(
    'has a schema of %s that accepts and refuses the same options as the step: %j, %j',
    async (type, right, wrong) => {
      const published = validatorOf((await list()).steps.find((each) => each.type === type)?.schema);
      const own = stepKinds[type as 'convert'].schema;
      for (const [options, fits] of [
        [right, true],
        [wrong, false],
      ] as const) {
        const step = { type, ...(type === 'convert' && { to: 'pdf' }), ...options };
        expect([published(step), own.safeParse(step).success]).toEqual([fits, fits]);
      }
    },
  );

  it.each([
    ['X-Mine', true],
    ['hostess', true],
    ['Host', false],
    ['PROXY-a', false],
  ])('has a schema that defines whether the header %s may be set', async (name, fits) => {
    const convert = (await list()).steps.find(({ type }) => type === 'convert');
    const { extraHttpHeaders } = (convert?.schema.properties ?? {}) as {
      extraHttpHeaders: { propertyNames: { allOf: { pattern: string }[] } };
    };
    const patterns = extraHttpHeaders.propertyNames.allOf.map(({ pattern }) => new RegExp(pattern));
    expect(patterns.every((pattern) => pattern.test(name))).toBe(fits);
    const step = { type: 'convert', to: 'pdf', extraHttpHeaders: { [name]: 'a' } };
    expect(stepKinds.convert.schema.safeParse(step).success).toBe(fits);
  });

  it('has self-contained schemas', async () => {
    for (const { schema } of (await list()).steps) expect(() => validatorOf(schema)).not.toThrow();
  });

  it('responds with 304 to a matching ETag', async () => {
    const first = await call(listConversions);
    expect(first.headers.get('cache-control')).toBe('public, max-age=300');
    const headers = { 'if-none-match': first.headers.get('etag') ?? '' };
    expect((await call(listConversions, { headers })).status).toBe(304);
  });
});
