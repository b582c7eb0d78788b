import { ManagedIdentityCredential } from '@azure/identity';
import { BlobServiceClient, type ContainerClient } from '@azure/storage-blob';
import { type QueueClient, QueueServiceClient } from '@azure/storage-queue';
import type { Host } from '../../../local/host/launch.ts';
import { type Tenant, tenant } from '../../harness/tenant.ts';
import { sampleApp, start } from './sampleApp.ts';

/** A queue invocation that the sample app `work` recorded. */
export interface Seen {
  message?: unknown;
  poisoned?: unknown;
  metadata: Record<string, unknown>;
  at: number;
}

export interface Tick {
  at: number;
  timer: { isPastDue: boolean; scheduleStatus: { last: string; next: string; lastUpdated: string } | null };
}

/** The sample app `work` with its own queue, and storage clients to inspect it. */
export class WorkApp {
  readonly name: string;
  readonly queues: QueueServiceClient;
  readonly queue: QueueClient;
  readonly poison: QueueClient;
  /** The container with the leases and timer status. */
  readonly hosts: ContainerClient;
  readonly #tenant: Tenant;

  constructor(ownTenant: Tenant, name: string) {
    const credential = new ManagedIdentityCredential();
    const settings = ownTenant.environment();
    this.queues = new QueueServiceClient(settings.TransitStorage__queueServiceUri ?? '', credential);
    const blobs = new BlobServiceClient(settings.AzureWebJobsStorage__blobServiceUri ?? '', credential);
    this.name = name;
    this.queue = this.queues.getQueueClient(name);
    this.poison = this.queues.getQueueClient(`${name}-poison`);
    this.hosts = blobs.getContainerClient('azure-webjobs-hosts');
    this.#tenant = ownTenant;
  }

  /** Starts a host. @param options `queues` overrides the queues section of host.json */
  async start(
    options: {
      queues?: Record<string, string | number>;
      settings?: Record<string, string>;
      grace?: number;
    } = {},
  ): Promise<Host> {
    const overrides = Object.entries(options.queues ?? {}).map(([key, value]) => [
      `AzureFunctionsJobHost__extensions__queues__${key}`,
      String(value),
    ]);
    return await start(sampleApp('work'), {
      environment: {
        ...this.#tenant.environment(),
        WORK_QUEUE: this.name,
        AzureFunctionsWebHost__hostid: this.name,
        ...Object.fromEntries(overrides),
        ...options.settings,
      },
      ...(options.grace === undefined ? {} : { grace: options.grace }),
    });
  }

  async send(text: string): Promise<void> {
    await this.queue.sendMessage(Buffer.from(text).toString('base64'));
  }

  /** The number of messages in its queue, visible or not. */
  async depth(queue = this.queue): Promise<number> {
    return (await queue.getProperties()).approximateMessagesCount ?? 0;
  }
}

/** @returns a function that creates work apps, each with its own queue, in one tenant */
export async function workApps(): Promise<(name: string) => Promise<WorkApp>> {
  const ownTenant = await tenant();
  return async (name) => {
    const app = new WorkApp(ownTenant, name);
    await app.queue.createIfNotExists();
    return app;
  };
}

export async function seen(host: Host): Promise<Seen[]> {
  return (await (await fetch(`${host.url}/seen`)).json()) as Seen[];
}

export async function ticks(host: Host): Promise<Tick[]> {
  return (await (await fetch(`${host.url}/ticks`)).json()) as Tick[];
}
