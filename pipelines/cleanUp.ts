/** `npm run clean-up`: deletes the landscapes whose date of deletion has passed. */
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { az } from './azure/az.ts';
import { runCommand } from './commandLine.ts';

const usage = `Usage: npm run clean-up [-- --delete]

Lists the resource groups of short-lived landscapes whose tag deleteAfter is a day in the past, with the Azure CLI that is signed in.

  --delete   deletes them

Exits with 0 for success, with 1 for a failure, and with 2 if the command line is wrong.
`;

const groupsSchema = z.array(
  z.object({ name: z.string(), tags: z.record(z.string(), z.string()).nullish() }),
);

await runCommand(usage, async () => {
  const { values } = parseArgs({ options: { delete: { type: 'boolean', default: false } } });
  const today = new Date().toISOString().slice(0, 10);
  const groups = groupsSchema.parse(await az('group list', { tag: 'application=conveyor' }));
  let isComplete = true;
  for (const { name, tags } of groups) {
    const { deleteAfter = '' } = tags ?? {};
    if (deleteAfter === '') continue;
    if (!z.iso.date().safeParse(deleteAfter).success) {
      console.error(`${name}: the tag deleteAfter is not a date: ${deleteAfter}`);
      isComplete = false;
    } else if (deleteAfter >= today) console.log(`${name} is kept until ${deleteAfter}.`);
    else if (values.delete) {
      await az('group delete', { name, yes: true, 'no-wait': true });
      console.log(`${name} is being deleted.`);
    } else console.log(`${name} expired on ${deleteAfter}.`);
  }
  return isComplete;
});
