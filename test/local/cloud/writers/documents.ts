import { BulkOperationType } from '@azure/cosmos';
import type { Clients, Expectations, Subject } from '../expectations.ts';

const containerOf = ({ database }: Clients) => database.container('items');

/** A document with its ETag, timestamp and resource id. */
const document = (id: string): Subject => ({
  name: `document ${id}`,
  read: async (clients) => (await containerOf(clients).item(id, 't').read()).resource,
});

/** Two documents that were created in one batch: both exist or none. */
const pair = (id: string): Subject => ({
  name: `documents ${id}`,
  async read(clients) {
    const [first, second] = await Promise.all([id, `${id}-twin`].map((each) => document(each).read(clients)));
    if ((first === undefined) !== (second === undefined))
      throw new Error(`Only one document of the batch ${id} exists.`);
    return first;
  },
});

/** Creates, replaces, patches, upserts, batches and deletes documents, until the cloud is killed. */
export async function documentWriter(
  clients: Clients,
  prefix: string,
  expectations: Expectations,
): Promise<never> {
  const container = containerOf(clients);
  for (let count = 0; ; count++) {
    const id = `${prefix}-${count}`;
    const item = container.item(id, 't');
    const body = { id, tenant: 't', count: 0 };
    await expectations.write(document(id), async () => (await container.items.create(body)).resource);
    if (count % 2 === 0)
      await expectations.write(
        document(id),
        async () => (await item.replace({ ...body, count: 1 })).resource,
      );
    if (count % 3 === 0)
      await expectations.write(
        document(id),
        async () => (await item.patch([{ op: 'incr', path: '/count', value: 1 }])).resource,
      );
    if (count % 4 === 0)
      await expectations.write(document(id), async () => (await container.items.upsert(body)).resource);
    if (count % 5 === 0)
      await expectations.write(pair(`${id}-batch`), async () => {
        const { result } = await container.items.batch(
          [
            { operationType: BulkOperationType.Create, resourceBody: { id: `${id}-batch`, tenant: 't' } },
            {
              operationType: BulkOperationType.Create,
              resourceBody: { id: `${id}-batch-twin`, tenant: 't' },
            },
          ],
          't',
        );
        return result?.[0]?.resourceBody;
      });
    if (count % 6 === 0)
      await expectations.write(document(id), async () => {
        await item.delete();
        return undefined;
      });
  }
}
