import type { Release } from '../../build/release.ts';
import { type Host, launchHost } from '../../local/host/launch.ts';
import type { Slot, Slots } from '../../pipelines/release/release.ts';
import { type SlotSecrets, testSlot } from '../../pipelines/release/testSlot.ts';
import { requestOk } from '../../pipelines/request.ts';
import { until } from '../../pipelines/smoke/until.ts';
import type { Tenant } from '../harness/tenant.ts';
import { HttpSwitch } from './httpSwitch.ts';

export const parts = ['convert', 'batch', 'admin', 'api'] as const;
export type Part = (typeof parts)[number];

/** An unpacked version: the folder of each role, and the release that its apps report. */
export interface Version {
  folders: Record<Part, string>;
  release: Release;
}

/** What runs in a slot. */
interface Running {
  host: Host;
  folder: string;
}

/** The settings that stay with a slot in a swap. */
const settingsOf: Record<Slot, Record<string, string>> = {
  production: {},
  staging: { QUEUE_PREFIX: 'staging-' },
};

/** The apps of each role with two slots, on this machine. A swap does what Azure does, in the same order. */
export class LocalSlots implements Slots<Part> {
  readonly apps = parts;
  readonly nameOf = (part: Part): string => part;
  readonly #place: Tenant;
  readonly #secrets: SlotSecrets;
  readonly #settings: Record<string, string>;
  readonly #production = new Map<Part, Running>();
  readonly #staging = new Map<Part, Running>();
  #switch: HttpSwitch | undefined;
  #next: Version | undefined;

  /** @param settings of both slots */
  constructor(place: Tenant, secrets: SlotSecrets, settings: Record<string, string>) {
    this.#place = place;
    this.#secrets = secrets;
    this.#settings = settings;
  }

  /** Starts the first version in production. @returns the address of the API */
  async start({ folders }: Version): Promise<string> {
    await Promise.all(
      parts.map(async (part) =>
        this.#production.set(part, await this.#run(part, folders[part], 'production')),
      ),
    );
    this.#switch = await HttpSwitch.to(urlOf(this.#production, 'api'));
    return this.#switch.url;
  }

  /** The version that the next release stages and tests. */
  next(version: Version): void {
    this.#next = version;
  }

  readonly stage = async (part: Part): Promise<void> => {
    await this.#staging.get(part)?.host.stop();
    this.#staging.delete(part);
    const folder = (this.#next as Version).folders[part];
    this.#staging.set(part, await this.#run(part, folder, 'staging'));
  };

  readonly test = async (slot: Slot): Promise<void> => {
    const running = slot === 'production' ? this.#production : this.#staging;
    const urls = Object.fromEntries(parts.map((part) => [part, urlOf(running, part)])) as Record<
      Part,
      string
    >;
    if (slot === 'production' && this.#switch) urls.api = this.#switch.url;
    await testSlot(urls, this.#next?.release, this.#secrets);
  };

  /** Azure restarts the staging slot with the settings of production, warms it up, and then routes the requests to it. */
  readonly swap = async (part: Part): Promise<void> => {
    const former = this.#production.get(part) as Running;
    const staged = this.#staging.get(part) as Running;
    await staged.host.stop();
    const warm = await this.#run(part, staged.folder, 'production');
    await until(this.#secrets.patienceSeconds, `${part} is not ready`, () =>
      requestOk(`${warm.host.url}/health/ready`),
    );
    this.#production.set(part, warm);
    if (part === 'api') this.#switch?.switchTo(warm.host.url);
    await former.host.stop();
    this.#staging.set(part, await this.#run(part, former.folder, 'staging'));
  };

  /** The end of the output of each app. */
  output(): string {
    return [...this.#production, ...this.#staging]
      .map(([part, { host }]) => [`${part}:`, ...host.output.slice(-30)].join('\n'))
      .join('\n');
  }

  async stop(): Promise<void> {
    this.#switch?.close();
    await Promise.all(
      [...this.#production.values(), ...this.#staging.values()].map(({ host }) => host.stop()),
    );
  }

  async #run(part: Part, folder: string, slot: Slot): Promise<Running> {
    const environment = { ...this.#place.environment(part), ...this.#settings, ...settingsOf[slot] };
    const host = await launchHost({ directory: folder, port: 0, output: 'capture', environment });
    return { host, folder };
  }
}

function urlOf(running: ReadonlyMap<Part, Running>, part: Part): string {
  const found = running.get(part);
  if (!found) throw new Error(`${part} does not run.`);
  return found.host.url;
}
