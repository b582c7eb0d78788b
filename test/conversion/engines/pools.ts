import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import type { Engine } from '../../../shared/conversion/engines/engine.ts';
import { EnginePool, type PoolOptions } from '../../../shared/conversion/engines/enginePool.ts';

/** Makes pools whose engines have their folders in `parent()`, which exists during the tests of a file. */
export function pools() {
  let parent = '';
  beforeAll(async () => {
    parent = await mkdtemp(join(tmpdir(), 'conveyor-pool-'));
  });
  afterAll(() => rm(parent, { recursive: true, force: true }));
  return {
    parent: () => parent,
    poolOf: (engine: Engine, options: Partial<PoolOptions> = {}): EnginePool =>
      new EnginePool(engine, {
        count: 1,
        secondsPerConversion: 60,
        maximumResidentBytes: 2 ** 40,
        reservedDiskBytes: 0,
        idleMilliseconds: 60_000,
        workDirectory: async () => parent,
        log: () => undefined,
        ...options,
      }),
  };
}
