import { expect, test } from 'vitest';
import { release, rollBack, type Slot, type Slots } from '../../pipelines/release/release.ts';

const apps = ['convert', 'batch', 'api'] as const;
type App = (typeof apps)[number];

/** Slots in memory, in which `fails` names the step that fails. */
function slotsThat({ fails = () => false }: { fails?: (step: string) => boolean } = {}) {
  const steps: string[] = [];
  const production: Record<App, string> = { convert: 'old', batch: 'old', api: 'old' };
  const staging: Record<App, string> = { convert: 'older', batch: 'older', api: 'older' };
  const done = (step: string) => {
    steps.push(step);
    if (fails(step)) throw new Error(`${step} failed.`);
  };
  const slots: Slots<App> = {
    apps,
    nameOf: (app) => app,
    stage: async (app) => {
      done(`stage ${app}`);
      staging[app] = 'new';
    },
    test: async (slot: Slot) => done(`test ${slot}`),
    swap: async (app) => {
      done(`swap ${app}`);
      [production[app], staging[app]] = [staging[app], production[app]];
    },
  };
  return { slots, steps, production, staging };
}

const ignore = () => undefined;
const all = (version: string) => ({ convert: version, batch: version, api: version });

test('a good version goes live, receivers of messages first, and the former one stays in the staging slots', async () => {
  const { slots, steps, production, staging } = slotsThat();
  const lines: string[] = [];
  await release(slots, (line) => lines.push(line));
  expect(steps.slice(apps.length)).toEqual([
    'test staging',
    'swap convert',
    'swap batch',
    'swap api',
    'test production',
  ]);
  expect([production, staging]).toEqual([all('new'), all('old')]);
  expect(lines.at(-1)).toBe('The new version is in production.');
});

test.each(['stage batch', 'test staging'])('a version whose step “%s” fails is not swapped', async (step) => {
  const { slots, steps, production } = slotsThat({ fails: (each) => each === step });
  await expect(release(slots, ignore)).rejects.toThrow(
    `${step} failed. Nothing was swapped: the former version stays in production.`,
  );
  expect(steps.filter((each) => each.startsWith('swap'))).toEqual([]);
  expect(production).toEqual(all('old'));
});

test('a version that fails in production is swapped back in reverse order', async () => {
  const { slots, steps, production } = slotsThat({ fails: (step) => step === 'test production' });
  await expect(release(slots, ignore)).rejects.toThrow(
    'test production failed. The slots were swapped back: the former version is in production.',
  );
  expect(steps.slice(-4)).toEqual(['test production', 'swap api', 'swap batch', 'swap convert']);
  expect(production).toEqual(all('old'));
});

test('a swap that fails swaps back only what was swapped', async () => {
  const { slots, steps, production } = slotsThat({ fails: (step) => step === 'swap api' });
  await expect(release(slots, ignore)).rejects.toThrow('swapped back');
  expect(steps.slice(-3)).toEqual(['swap api', 'swap batch', 'swap convert']);
  expect(production).toEqual(all('old'));
});

test('apps that cannot be swapped back are named, and the others are swapped back', async () => {
  let isBack = false;
  const { slots, production } = slotsThat({
    fails: (step) => {
      if (step === 'test production') isBack = true;
      return step === 'test production' || (isBack && step === 'swap batch');
    },
  });
  await expect(release(slots, ignore)).rejects.toThrow(
    'could not be swapped back and still run the new version: batch: swap batch failed.',
  );
  expect(production).toEqual({ convert: 'old', batch: 'new', api: 'old' });
});

test('a rollback tests the version in the staging slots before and after it swaps back', async () => {
  const { slots, steps, production } = slotsThat();
  await rollBack(slots, ignore);
  expect(steps).toEqual(['test staging', 'swap api', 'swap batch', 'swap convert', 'test production']);
  expect(production).toEqual(all('older'));
});

test('a rollback to a version that fails its test swaps nothing', async () => {
  const { slots, production } = slotsThat({ fails: (step) => step === 'test staging' });
  await expect(rollBack(slots, ignore)).rejects.toThrow('test staging failed.');
  expect(production).toEqual(all('old'));
});
