import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { growth } from '../../shared/runtime/garbageCollection.ts';
import { nodes } from '../harness/nodes.ts';

// With an unknown option, setFlagsFromString() only prints an error. As an argument it ends Node.js.
test.each(nodes)('%s knows the option for the growth of the heap', (_, node) => {
  const { stderr, status } = spawnSync(node, [growth, '--eval', ''], { encoding: 'utf8' });
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
});
