import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { conversionList } from '../../../shared/conversion/conversionList.ts';
import { planSteps } from '../../../shared/conversion/steps/plan.ts';
import { stepKinds, stepsSchema } from '../../../shared/conversion/steps/steps.ts';

const document = readFileSync(new URL('../../../docs/steps.md', import.meta.url), 'utf8');
const commands = [...document.matchAll(/```sh\n(.*?)```/gs)].map(([, command = '']) => command);

describe('docs/steps.md', () => {
  it.each(commands)('shows steps that the plan accepts: %s', (command) => {
    const steps = stepsSchema.parse(JSON.parse(/steps='(.*?)'/s.exec(command)?.[1] ?? ''));
    const files = [...command.matchAll(/file=@(?:examples\/)?(\S+)/g)].map(([, name = '']) => name);
    expect(() => planSteps(files, steps)).not.toThrow();
  });

  it.each(Object.values(stepKinds))(
    'lists $type in the table, and states correctly whether it keeps PDF/A',
    (kind) => {
      const row = new RegExp(`^\\| \\[\`${kind.type}\`\\].*\\| ([^|]*) \\|$`, 'm').exec(document);
      expect(row, kind.type).not.toBeNull();
      const keeps = conversionList().steps.find(({ type }) => type === kind.type)?.keepsPdfA;
      if (/^yes/.test(row?.[1] ?? '')) expect(keeps).toBe(true);
      if (/^no/.test(row?.[1] ?? '')) expect(keeps).toBe(false);
    },
  );

  it.each([
    'attach',
    'bookmarks',
    'compress',
    'flatten',
    'form',
    'images',
    'merge',
    'metadata',
    'rotate',
    'split',
    'text',
    'thumbnail',
    'watermark',
  ] as const)('names every option of %s', (type) => {
    const section = document.split(/^## /m).find((each) => each.startsWith(`${type}\n`)) ?? '';
    for (const option of Object.keys(stepKinds[type].options.shape))
      expect(section, option).toContain(`\`${option}\``);
  });
});
