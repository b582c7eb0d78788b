import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { optimisticUpdate } from '../../shared/azure/optimisticUpdate.ts';
import { ledgerProgressContainer } from '../../shared/tenancy/ledger.ts';
import { Crash, crashing } from '../harness/crash.ts';
import { type TestServices, testServices } from '../harness/services.ts';
import { addName, type ConditionalStore, conditionalStores } from './conditionalStores.ts';

let services: TestServices;
beforeAll(async () => {
  services = await testServices();
});

/** Runs `change` before the first decision only. */
function once(change: () => Promise<unknown>): () => Promise<unknown> {
  let ran = false;
  return async () => {
    if (ran) return;
    ran = true;
    await change();
  };
}

describe.each(Object.entries(conditionalStores))('an update in %s', (_, newStore) => {
  let store: ConditionalStore;
  /** The same record or file, used by another writer. */
  let other: ConditionalStore;
  beforeEach(() => {
    other = newStore(services);
    store = { ...other };
    vi.spyOn(store, 'read');
    vi.spyOn(store, 'write');
  });
  const calls = () => ({
    reads: vi.mocked(store.read).mock.calls.length,
    writes: vi.mocked(store.write).mock.calls.length,
  });
  const names = async () => (await other.read())?.names;

  test('writes with one read and one write if no other writer interferes', async () => {
    expect(await addName('a', store)).toEqual(['a']);
    expect(calls()).toEqual({ reads: 1, writes: 1 });
    expect(await addName('b', store)).toEqual(['a', 'b']);
    expect(await names()).toEqual(['a', 'b']);
  });

  test('returns a final result without a write', async () => {
    await addName('a', other);
    expect(await addName('a', store)).toEqual(['a']);
    expect(calls()).toEqual({ reads: 1, writes: 0 });
  });

  test('makes no read for a state that the caller holds', async () => {
    await addName('a', other);
    const found = await other.read();
    expect(await addName('a', store, { held: { found } })).toEqual(['a']);
    expect(calls()).toEqual({ reads: 0, writes: 0 });
    expect(await addName('b', store, { held: { found } })).toEqual(['a', 'b']);
    expect(calls()).toEqual({ reads: 0, writes: 1 });
  });

  test('reads again after a held state has become outdated', async () => {
    const found = await other.read();
    await addName('a', other);
    expect(await addName('b', store, { held: { found } })).toEqual(['a', 'b']);
    expect(calls()).toEqual({ reads: 1, writes: 2 });
  });

  test('repeats the decision after a lost race', async () => {
    await addName('a', other);
    expect(await addName('b', store, { before: once(() => addName('c', other)) })).toEqual(['a', 'c', 'b']);
    expect(calls()).toEqual({ reads: 2, writes: 2 });
    expect(await names()).toEqual(['a', 'c', 'b']);
  });

  test('can end with a final result after a lost race', async () => {
    await addName('a', other);
    expect(await addName('b', store, { before: once(() => addName('b', other)) })).toEqual(['a', 'b']);
    expect(calls()).toEqual({ reads: 2, writes: 1 });
  });

  test('replaces a record that another writer created in between', async () => {
    expect(await addName('a', store, { before: once(() => addName('b', other)) })).toEqual(['b', 'a']);
    expect(await names()).toEqual(['b', 'a']);
  });

  test('creates a record that another writer deleted in between', async () => {
    await addName('a', other);
    expect(await addName('b', store, { before: once(() => other.delete()) })).toEqual(['b']);
    expect(await names()).toEqual(['b']);
  });

  describe('that loses every race', () => {
    let count = 0;
    const interfering = () => addName(`other ${count++}`, other);

    test('makes as many reads and writes as tries, and returns the given value', async () => {
      expect(await addName('a', store, { before: interfering })).toBe('exhausted');
      expect(calls()).toEqual({ reads: 3, writes: 3 });
      expect(await names()).not.toContain('a');
    });

    test('makes as many reads and writes with a held state', async () => {
      const held = { found: undefined };
      expect(await addName('a', store, { held, before: interfering })).toBe('exhausted');
      expect(calls()).toEqual({ reads: 3, writes: 3 });
      expect(await names()).not.toContain('a');
    });

    test('rejects if the caller chose an error', async () => {
      const exhausted = () => Promise.reject(new Error('unavailable'));
      await expect(addName('a', store, { before: interfering, exhausted })).rejects.toThrow('unavailable');
    });
  });

  test('ends with the error of a decision', async () => {
    await expect(
      addName('a', store, { before: () => Promise.reject(new Error('not allowed')) }),
    ).rejects.toThrow('not allowed');
    expect(calls()).toEqual({ reads: 1, writes: 0 });
  });

  test.each([
    { when: 'creates', given: [], interferes: false, becomes: ['a'] },
    { when: 'replaces', given: ['x'], interferes: false, becomes: ['x', 'a'] },
    { when: 'has nothing to write', given: ['a'], interferes: false, becomes: ['a'] },
    { when: 'loses the race to create', given: [], interferes: true, becomes: ['b', 'a'] },
    { when: 'loses the race to replace', given: ['x'], interferes: true, becomes: ['x', 'b', 'a'] },
  ])('that $when recovers from a crash at every point', async ({ given, interferes, becomes }) => {
    let completed = false;
    for (let point = 0; !completed; point++) {
      const intact = newStore(services);
      for (const name of given) await addName(name, intact);
      const before = interferes ? once(() => addName('b', intact)) : async () => undefined;
      await addName('a', crashing(point).wrap(intact), { before }).then(
        () => {
          completed = true;
        },
        (error: unknown) => expect(error).toBeInstanceOf(Crash),
      );
      await addName('a', intact, { before });
      expect((await intact.read())?.names.toSorted(), `point ${point}`).toEqual(becomes.toSorted());
    }
  });

  test('counts each increment of two concurrent writers once', async () => {
    const increments = Array.from({ length: 20 }, (_, index) => index);
    // A writer loses a race only to an increment of the other writer.
    const tries = increments.length + 1;
    const write = async (writer: string) => {
      for (const index of increments) await addName(`${writer}${index}`, other, { tries });
    };
    await Promise.all([write('a'), write('b')]);
    expect((await names())?.toSorted()).toEqual(
      increments.flatMap((index) => [`a${index}`, `b${index}`]).toSorted(),
    );
  });
});

describe('the wait for a replica', () => {
  test('repeats while an existing record is not found', async () => {
    const store = conditionalStores['Cosmos DB']?.(services) as ConditionalStore;
    await addName('a', store);
    let lags = 2;
    const waitForReplica = vi.fn(async () => {
      lags--;
    });
    const read = async () => (lags > 0 ? undefined : store.read());
    const held = { found: undefined };
    const names = await addName('b', store, { tries: 4, held, read, waitForReplica });
    expect(names).toEqual(['a', 'b']);
    expect(waitForReplica).toHaveBeenCalledTimes(2);
  });

  test('is skipped for a record that was deleted in between', async () => {
    const store = conditionalStores['Cosmos DB']?.(services) as ConditionalStore;
    await addName('a', store);
    const waitForReplica = vi.fn(async () => undefined);
    expect(await addName('b', store, { before: once(() => store.delete()), waitForReplica })).toEqual(['b']);
    expect(waitForReplica).not.toHaveBeenCalled();
  });
});

describe('a write to Cosmos DB', () => {
  const records = () => services.cosmos.records<{ id: string; count: number }>(ledgerProgressContainer);

  test.each(['an ETag', 'a condition'])('by a patch with %s is retried', async (kind) => {
    const id = `patched by ${kind}`;
    await records().create({ id, count: 0 });
    const increment = { op: 'incr', path: '/count', value: 1 } as const;
    const interfere = once(() => records().patch([id], id, [increment]));
    const written = await optimisticUpdate({
      tries: 2,
      read: () => records().read([id], id),
      decide: async (found) => {
        if (!found) throw new Error('The record does not exist.');
        await interfere();
        const { etag, record } = found;
        const condition =
          kind === 'an ETag' ? { etag } : { condition: `FROM c WHERE c.count = ${record.count}` };
        return { write: () => records().patch([id], id, [increment], condition) };
      },
      exhausted: () => undefined,
    });
    expect(written?.record.count).toBe(2);
  });

  test('that is aborted ends the update', async () => {
    const id = 'aborted';
    const read = vi.fn(() => records().read([id], id));
    const update = optimisticUpdate({
      tries: 5,
      read,
      decide: () => ({ write: () => records().create({ id, count: 0 }, { signal: AbortSignal.abort() }) }),
      exhausted: () => undefined,
    });
    await expect(update).rejects.toMatchObject({ name: 'AbortError' });
    expect(read).toHaveBeenCalledTimes(1);
    expect(await read()).toBeUndefined();
  });
});
