import { posix } from 'node:path';

/** The parts of an Office Open XML package that the inventory reads, as text. */
export class PackageParts {
  /** The names of all parts. */
  readonly names: readonly string[];
  readonly #parts: ReadonlyMap<string, Buffer>;

  constructor(names: readonly string[], parts: ReadonlyMap<string, Buffer>) {
    this.names = names;
    this.#parts = parts;
  }

  /** The XML of a part without comments; empty if it does not exist. */
  xml(path: string): string {
    const text = this.#parts.get(path)?.toString('utf8') ?? '';
    return text.includes('<!--') ? text.replace(/<!--.*?-->/gs, '') : text;
  }

  /** The parts whose path matches, in the order of their numbers. */
  matching(pattern: RegExp): string[] {
    const number = (path: string) => Number(/(\d+)\.\w+$/.exec(path)?.[1] ?? 0);
    return this.names.filter((name) => pattern.test(name)).sort((a, b) => number(a) - number(b));
  }

  /** The relations of a part by id. */
  relationsOf(path: string): Map<string, Relation> {
    const rels = this.xml(path.replace(/([^/]+)$/, '_rels/$1.rels'));
    return new Map(
      [...rels.matchAll(/<(?:\w+:)?Relationship\s([^>]*)>/g)].map(([, attributes = '']) => {
        const isExternal = /\sTargetMode\s*=\s*["']External/.test(` ${attributes}`);
        const target = attributeOf(attributes, 'Target');
        const type = attributeOf(attributes, 'Type').replace(/.*\//, '');
        const inside = target.startsWith('/') ? target.slice(1) : posix.join(posix.dirname(path), target);
        return [attributeOf(attributes, 'Id'), { type, isExternal, target: isExternal ? target : inside }];
      }),
    );
  }
}

/** A relation of a part: the path of a part of the package, or an external address. */
export interface Relation {
  /** The last segment of its type, such as `image`. */
  type: string;
  isExternal: boolean;
  target: string;
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The value of an attribute in the text of a tag, without entities; empty if it does not exist. */
export function attributeOf(tag: string, name: string): string {
  const value = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag);
  return withoutEntities(value?.[1] ?? value?.[2] ?? '');
}

/** Text of XML with the characters of its entities. */
export function withoutEntities(text: string): string {
  return text.replace(/&(\w+);/g, (reference, entity: string) => entities[entity] ?? reference);
}
