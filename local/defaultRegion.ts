import { Cosmos } from '../shared/azure/cosmos.ts';
import { readConfiguration } from '../shared/configuration.ts';
import { type Region, regionSchema, regionsContainer } from '../shared/exposure/region.ts';

/** A region that exists in every local app, so that exposure keys can be published without configuration. */
export const defaultRegionId = '440';

/** Creates the default region with the vault's first signing key. Idempotent. */
export async function createDefaultRegion(environment: Record<string, string>): Promise<void> {
  const { cosmosEndpoint: endpoint, cosmosDatabase: database } = readConfiguration(environment);
  const regions = new Cosmos({ endpoint, database }).records<Region>(regionsContainer);
  const settings = regionSchema.parse({
    signingKeys: [
      {
        verificationKeyId: defaultRegionId,
        verificationKeyVersion: 'v1',
        name: 'export-signing',
        validFrom: '2020-01-01T00:00:00Z',
      },
    ],
  });
  await regions.create({ ...settings, id: defaultRegionId });
}
