import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { accountsVariable } from './azurite/accounts.ts';
import { ensureCertificate } from './certificate.ts';
import { type Child, startChild } from './child.ts';
import type { CloudDescription } from './description.ts';
import { anyPorts, type Ports, rememberedPorts, rememberPorts } from './ports.ts';
import type { ServicesAddresses, ServicesOptions } from './services.ts';
import type { StorageAddresses, StorageOptions } from './storage.ts';

/** A running cloud. */
export interface Cloud {
  description: CloudDescription;
  /** Process ids. */
  processes: number[];
  /** Stops it in order: everything acknowledged stays. */
  stop(): Promise<void>;
  /** SIGKILL of its processes, without a word: everything acknowledged stays all the same. */
  kill(): void;
  /** Settles when a process of the cloud is gone: undefined if it was told to go, else why it went. */
  exited: Promise<string | undefined>;
}

export interface CloudOptions {
  /** Everything that it keeps lies here. */
  directory: string;
  /** Storage accounts, 3 to 24 lower-case letters and digits each. Those of earlier runs stay. */
  accounts?: string[];
  /** Size in bytes below which a journal is not rewritten. Tests set a low value. */
  rewriteThreshold?: number;
}

/**
 * Starts the cloud: Blob Storage, Storage queues, Cosmos DB, Key Vault and a managed identity on 127.0.0.1.
 * It ends when this process ends.
 */
export async function startCloud(options: CloudOptions): Promise<Cloud> {
  const directory = resolve(options.directory);
  const { accounts = ['conveyor'], rewriteThreshold } = options;
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const portsFile = join(directory, 'ports.json');
  const remembered = await rememberedPorts(portsFile);
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
  // A port may be taken between the look at it and its use.
  const [storage, services] = await start(remembered).catch((error: Error) => {
    if (!error.message.includes('EADDRINUSE')) throw error;
    return start(anyPorts);
  });
  const children = [storage, services];
  const { ports: storagePorts, ...storageAddresses } = storage.addresses;
  const { ports: servicesPorts, ...servicesAddresses } = services.addresses;
  rememberPorts(portsFile, { ...storagePorts, ...servicesPorts });

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
    // Half a cloud helps nobody.
    for (const each of await Promise.allSettled(starting)) if (each.status === 'fulfilled') each.value.kill();
    throw error;
  });
}
