import { BlockList, isIP } from 'node:net';

interface Entry {
  /** A host name in lower case; with a leading dot, every name below that domain. */
  name?: string;
  addresses?: BlockList;
  /** Any port if absent. */
  port?: number;
}

/**
 * The destinations that an operator allows in addition to the policy: `host`, `*.domain`, an address or a range, each with an
 * optional port (`intranet.example`, `10.1.0.0/16`, `10.1.2.3:8080`, `[fd00::1]:8080`, `[fd00::]/8`), separated by commas.
 */
export class AllowList {
  static readonly empty = new AllowList([]);
  readonly #entries: readonly Entry[];

  private constructor(entries: readonly Entry[]) {
    this.#entries = entries;
  }

  /** @throws Error that names the invalid entry */
  static parse(text: string): AllowList {
    const words = text.split(',').map((word) => word.trim());
    return new AllowList(words.filter(Boolean).map(parseEntry));
  }

  get isEmpty(): boolean {
    return this.#entries.length === 0;
  }

  /** Whether a host name is allowed, regardless of its addresses. */
  hasName(host: string, port: number): boolean {
    return this.#entries.some(
      ({ name, port: entryPort }) =>
        name !== undefined &&
        (entryPort === undefined || entryPort === port) &&
        (name.startsWith('.') ? host.endsWith(name) : host === name),
    );
  }

  /** Whether any address is allowed on a port. */
  hasAddresses(port: number): boolean {
    return this.#entries.some(
      ({ addresses, port: entryPort }) => addresses && (entryPort === undefined || entryPort === port),
    );
  }

  hasAddress(address: string, port: number): boolean {
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    return this.#entries.some(
      ({ addresses, port: entryPort }) =>
        addresses?.check(address, family) && (entryPort === undefined || entryPort === port),
    );
  }
}

const pattern = /^(?:\[([\da-f:.]+)\]|([^:/[\]\s]+))(?:\/(\d{1,3}))?(?::(\d{1,5}))?$/i;

function parseEntry(text: string): Entry {
  const bare = isIP(text) === 6 ? `[${text}]` : text.replace(/^([\da-f:.]*:[\da-f:.]*)(\/\d+)$/i, '[$1]$2');
  const [, ipv6, other, bits, portText] = pattern.exec(bare) ?? [];
  const host = ipv6 ?? other;
  const port = portText === undefined ? undefined : Number(portText);
  if (host === undefined || (port !== undefined && (port < 1 || port > 65_535))) throw invalidEntry(text);
  const portOf = port === undefined ? {} : { port };
  const version = isIP(host);
  if (version === 0) {
    if (bits !== undefined || !/^(\*\.)?[\w-]+(\.[\w-]+)*$/.test(host)) throw invalidEntry(text);
    return { ...portOf, name: host.toLowerCase().replace(/^\*/, '') };
  }
  const addresses = new BlockList();
  const width = version === 6 ? 128 : 32;
  if (Number(bits ?? width) > width) throw invalidEntry(text);
  addresses.addSubnet(host, Number(bits ?? width), version === 6 ? 'ipv6' : 'ipv4');
  return { ...portOf, addresses };
}

function invalidEntry(text: string): Error {
  return new Error(`"${text}" is not a host, an address or a range`);
}
