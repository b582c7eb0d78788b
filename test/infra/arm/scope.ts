/** What an expression can refer to. */
export interface Scope {
  parameter(name: string): unknown;
  variable(name: string): unknown;
  /** The properties of a resource, or the outputs of a module, by symbolic name. */
  reference(symbol: string, isFull: boolean): unknown;
  /** A function that the template defines. @returns undefined if it defines none of this name */
  userFunction(name: string): ((values: unknown[]) => unknown) | undefined;
  readonly lambdaVariables: Readonly<Record<string, unknown>>;
  readonly copyIndex: number | undefined;
}

/** A part of an expression; evaluated only when it is needed, because `if` protects references to resources that do not exist. */
export type Part = (scope: Scope) => unknown;
