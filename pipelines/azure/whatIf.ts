import { z } from 'zod';
import { az } from './az.ts';

const resultSchema = z.object({
  changes: z.array(z.object({ changeType: z.string(), resourceId: z.string() })),
});
/** Of resources that equal their template, that no template describes, and that Azure cannot compare. */
const unchanged = ['NoChange', 'Ignore', 'Unsupported'];

/** A resource that a deployment would change. */
type Change = z.output<typeof resultSchema>['changes'][number];

/** What a deployment would change. @param deployment its options in the Azure CLI */
export async function whatIf(deployment: Record<string, string>): Promise<Change[]> {
  const result = await az('deployment group what-if', { ...deployment, 'no-pretty-print': true });
  return resultSchema.parse(result).changes.filter(({ changeType }) => !unchanged.includes(changeType));
}
