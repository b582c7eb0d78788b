import { BlockList, isIP } from 'node:net';

interface Entry {
  /** A host name in lower case, or one with a leading dot for all that end so. */
  name?: string;
  addresses?: BlockList;
  /** Any where it is left out. */
  port?: number;
}

/**
 * What an operator opens beyond the policy: `host`, `*.domain`, an address or a range, each with or without a port
 * (`intranet.example`, `10.1.0.0/16`, `10.1.2.3:8080`, `[fd00::1]:8080`, `[fd00::]/8`), separated by commas.
 */
export class AllowList {
  static readonly empty = new AllowList([]);
  readonly #entries: readonly Entry[];

  private constructor(entries: readonly Entry[]) {
    this.#entries = entries;
  }

  /** @throws Error that names the entry which can't be read */
  static parse(text: string): AllowList {
    const words = text.split(',').map((word) => word.trim());
    return new AllowList(words.filter(Boolean).map(parseEntry));
  }

  get isEmpty(): boolean {
    return this.#entries.length === 0;
  }

  /** Whether a host is open by its name, wherever that name leads. */
  hasName(host: string, port: number): boolean {
    return this.#entries.some(
      ({ name, port: only }) =>
        name !== undefined &&
        (only === undefined || only === port) &&
        (name.startsWith('.') ? host.endsWith(name) : host === name),
    );
  }

  /** Whether any address is open on a port. */
  hasAddresses(port: number): boolean {
    return this.#entries.some(
      ({ addresses, port: only }) => addresses && (only === undefined || only === port),
    );
  }

  hasAddress(address: string, port: number): boolean {
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    return this.#entries.some(
      ({ addresses, port: only }) =>
        addresses?.check(address, family) && (only === undefined || only === port),
    );
  }
}

const pattern = /^(?:\[([\da-f:.]+)\]|([^:/[\]\s]+))(?:\/(\d{1,3}))?(?::(\d{1,5}))?$/i;

function parseEntry(text: string): Entry {
  const bare = isIP(text) === 6 ? `[${text}]` : text.replace(/^([\da-f:.]*:[\da-f:.]*)(\/\d+)$/i, '[$1]$2');
  const [, ipv6, other, bits, portText] = pattern.exec(bare) ?? [];
  const host = ipv6 ?? other;
  const port = portText === undefined ? undefined : Number(portText);
  if (host === undefined || (port !== undefined && (port < 1 || port > 65_535))) throw unreadable(text);
  const where = port === undefined ? {} : { port };
  const version = isIP(host);
  if (version === 0) {
    if (bits !== undefined || !/^(\*\.)?[\w-]+(\.[\w-]+)*$/.test(host)) throw unreadable(text);
    return { ...where, name: host.toLowerCase().replace(/^\*/, '') };
  }
  const addresses = new BlockList();
  const width = version === 6 ? 128 : 32;
  if (Number(bits ?? width) > width) throw unreadable(text);
  addresses.addSubnet(host, Number(bits ?? width), version === 6 ? 'ipv6' : 'ipv4');
  return { ...where, addresses };
}

function unreadable(text: string): Error {
  return new Error(`"${text}" is not a host, an address or a range`);
}
