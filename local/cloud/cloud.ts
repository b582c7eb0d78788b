import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { accountsVariable } from './azurite/accounts.ts';
import { ensureCertificate } from './certificate.ts';
import { type Child, startChild } from './child.ts';
import type { CloudDescription } from './description.ts';
import { anyPorts, loadPorts, type Ports, savePorts } from './ports.ts';
import type { ServicesAddresses, ServicesOptions } from './services.ts';
import type { StorageAddresses, StorageOptions } from './storage.ts';

/** A running cloud. */
export interface Cloud {
  description: CloudDescription;
  /** Process ids. */
  processes: number[];
  /** Stops the processes gracefully. */
  stop(): Promise<void>;
  /** Sends SIGKILL to the processes. Acknowledged changes survive this. */
  kill(): void;
  /** Resolves when a process of the cloud exits: undefined after stop() or kill(), otherwise the reason. */
  exited: Promise<string | undefined>;
}

export interface CloudOptions {
  /** The data folder. */
  directory: string;
  /** Storage accounts: 3 to 24 lower-case letters and digits each. Accounts of earlier runs are kept. */
  accounts?: string[];
  /** Size in bytes below which a journal is not rewritten. Tests set a low value. */
  rewriteThreshold?: number;
}

/**
 * Starts the cloud: Blob Storage, Storage queues, Cosmos DB, Key Vault and a managed identity on 127.0.0.1.
 * It stops when this process exits.
 */
export async function startCloud(options: CloudOptions): Promise<Cloud> {
  const directory = resolve(options.directory);
  const { accounts = ['conveyor'], rewriteThreshold } = options;
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const portsFile = join(directory, 'ports.json');
  const lastPorts = await loadPorts(portsFile);
  const variable = accountsVariable(join(directory, 'azurite', 'accounts.json'), accounts);
  const certificate = ensureCertificate(join(directory, 'certificate'));

  const start = (ports: Ports) => {
    const settings = certificate.then((files) => ({
      directory,
      certificate: files,
      ports,
      rewriteThreshold,
    }));
    return startChildren(directory, settings, variable);
  };
  // Another program may use a port between the check and its use.
  const [storage, services] = await start(lastPorts).catch((error: Error) => {
    if (!error.message.includes('EADDRINUSE')) throw error;
    return start(anyPorts);
  });
  const children = [storage, services];
  const { ports: storagePorts, ...storageAddresses } = storage.addresses;
  const { ports: servicesPorts, ...servicesAddresses } = services.addresses;
  savePorts(portsFile, { ...storagePorts, ...servicesPorts });

  return {
    description: {
      certificateFile: (await certificate).certificateFile,
      ...storageAddresses,
      ...servicesAddresses,
      accounts,
    },
    processes: children.map((child) => child.pid),
    exited: Promise.race(children.map((child) => child.exited)),
    stop: async () => {
      await Promise.all(children.map((child) => child.stop()));
    },
    kill: () => {
      for (const child of children) child.kill();
    },
  };
}

async function startChildren(
  directory: string,
  options: Promise<StorageOptions & ServicesOptions>,
  accounts: string,
): Promise<[Child<StorageAddresses>, Child<ServicesAddresses>]> {
  const logFile = (name: string) => join(directory, 'logs', `${name}.log`);
  const starting: [Promise<Child<StorageAddresses>>, Promise<Child<ServicesAddresses>>] = [
    startChild<StorageOptions, StorageAddresses>(new URL('storage.ts', import.meta.url), options, {
      logFile: logFile('storage'),
      environment: { AZURITE_ACCOUNTS: accounts },
    }),
    startChild<ServicesOptions, ServicesAddresses>(new URL('services.ts', import.meta.url), options, {
      logFile: logFile('services'),
    }),
  ];
  return await Promise.all(starting).catch(async (error) => {
    // If one child fails to start, the other is stopped.
    for (const each of await Promise.allSettled(starting)) if (each.status === 'fulfilled') each.value.kill();
    throw error;
  });
}
