/** The child process for identity, Cosmos DB and Key Vault. */
import { readFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { join } from 'node:path';
import accountModule from '@vercel/cosmosdb-server/lib/account/index.js';
import type { CertificateFiles } from './certificate.ts';
import { keepInJournal } from './cosmos/accountJournal.ts';
import { cosmosServer } from './cosmos/server.ts';
import { refuseWhenFull } from './fullDisk.ts';
import { identityEndpoint, identityPath } from './identity/endpoint.ts';
import { openIdentity, type Principal } from './identity/identity.ts';
import { close, listen } from './listen.ts';
import { lockDirectory } from './lock.ts';
import type { Ports } from './ports.ts';
import { runService } from './runService.ts';
import { vaultServer } from './vault/server.ts';

export interface ServicesOptions {
  directory: string;
  certificate: CertificateFiles;
  ports: Ports;
  rewriteThreshold: number | undefined;
}

export interface ServicesAddresses {
  identityEndpoint: string;
  identityHeaders: Record<Principal, string>;
  cosmosEndpoint: string;
  vaultEndpoint: string;
  ports: Pick<Ports, 'identity' | 'cosmos' | 'vault'>;
}

runService<ServicesOptions, ServicesAddresses>(
  async ({ directory, certificate, ports, rewriteThreshold }) => {
    await lockDirectory(directory);
    const identity = await openIdentity(join(directory, 'identity'));
    const tls = { cert: readFileSync(certificate.certificateFile), key: readFileSync(certificate.keyFile) };

    let cosmosOrigin = '';
    const cosmos = createHttpsServer(tls);
    const vault = createHttpsServer(tls, vaultServer(join(directory, 'vaults'), identity));
    const identities = createHttpServer(identityEndpoint(identity));
    const servers = [cosmos, vault, identities];

    const cosmosPort = await listen(cosmos, ports.cosmos);
    cosmosOrigin = `https://127.0.0.1:${cosmosPort}`;
    const account = new accountModule.default('127.0.0.1', cosmosPort);
    const journal = keepInJournal(account, join(directory, 'cosmos', 'cosmos.journal'), rewriteThreshold);
    cosmos.on(
      'request',
      cosmosServer(account, identity, () => cosmosOrigin),
    );
    refuseWhenFull(cosmos, directory);
    const vaultPort = await listen(vault, ports.vault);
    const identityPort = await listen(identities, ports.identity);

    return {
      addresses: {
        identityEndpoint: `http://127.0.0.1:${identityPort}${identityPath}`,
        identityHeaders: identity.headers,
        cosmosEndpoint: cosmosOrigin,
        vaultEndpoint: `https://localhost:${vaultPort}`,
        ports: { identity: identityPort, cosmos: cosmosPort, vault: vaultPort },
      },
      stop: async () => {
        await Promise.all(servers.map(close));
        journal.close();
      },
    };
  },
);
