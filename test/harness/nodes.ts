import { fileURLToPath } from 'node:url';

/** A Node.js executable for each supported version: name and path. The first one runs the tests. */
export const nodes: [name: string, path: string][] = [
  ['Node.js 24', process.execPath],
  ['Node.js 22', fileURLToPath(new URL('../../node_modules/node22/bin/node', import.meta.url))],
];

/** Flags that make Node.js report another version. */
export const asNode = (version: string): string[] => [
  '--import',
  `data:text/javascript,Object.defineProperty(process,'versions',{value:{...process.versions,node:'${version}'}})`,
];
