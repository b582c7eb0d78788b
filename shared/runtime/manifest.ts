/** The declaration of a function of any kind. */
export interface FunctionDeclaration {
  readonly kind: 'http' | 'queue' | 'timer';
  /** Unique among all functions, ignoring case. */
  readonly name: string;
  /** The queue of a queue function. */
  readonly queue?: string;
  /** The schedule of a timer: six fields, seconds first, UTC. */
  readonly cron?: string;
}

const declared = new Map<string, FunctionDeclaration>();

/** Adds a function to the manifest. Throws if the name is taken, because the host requires unique names. */
export function declare<Declaration extends FunctionDeclaration>(declaration: Declaration): Declaration {
  const key = declaration.name.toLowerCase();
  if (declared.has(key)) throw new Error(`Two functions are named ${declaration.name}.`);
  declared.set(key, declaration);
  return declaration;
}

/** Every function declared in this process, sorted by name. */
export function declarations(): FunctionDeclaration[] {
  return [...declared.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}
