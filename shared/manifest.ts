/** What every function of the app says of itself, whatever calls it. */
export interface FunctionDeclaration {
  readonly kind: 'http' | 'queue' | 'timer';
  /** Unique among all functions, whatever the case of its letters. */
  readonly name: string;
  /** The queue that a queue function reads. */
  readonly queue?: string;
  /** When a timer runs: six fields, seconds first, UTC. */
  readonly cron?: string;
}

const declared = new Map<string, FunctionDeclaration>();

/** Puts a function on the manifest. Throws when the name is taken: two functions of one name can't be hosted. */
export function declare<Declaration extends FunctionDeclaration>(declaration: Declaration): Declaration {
  const key = declaration.name.toLowerCase();
  if (declared.has(key)) throw new Error(`Two functions are named ${declaration.name}.`);
  declared.set(key, declaration);
  return declaration;
}

/** Every function that was declared in this process, sorted by name. */
export function declarations(): FunctionDeclaration[] {
  return [...declared.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}
