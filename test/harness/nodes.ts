import { fileURLToPath } from 'node:url';

/** A Node for each version that the app runs on: the name for a test, and the path. The first is the one that runs the tests. */
export const nodes: [name: string, path: string][] = [
  ['Node.js 24', process.execPath],
  ['Node.js 22', fileURLToPath(new URL('../../node_modules/node22/bin/node', import.meta.url))],
];

/** Flags that make a process of Node take itself for another version. */
export const asNode = (version: string): string[] => [
  '--import',
  `data:text/javascript,Object.defineProperty(process,'versions',{value:{...process.versions,node:'${version}'}})`,
];
