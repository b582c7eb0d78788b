import type { ContainerRequest, PartitionKeyKind } from '@azure/cosmos';
import type { ContainerDeclaration } from './cosmos.ts';

/** The properties of a container as Cosmos DB stores them, for the local cloud and the infrastructure code. */
export function containerDefinition(declaration: ContainerDeclaration): ContainerRequest & { id: string } {
  const { name, partitionKey, indexed, composite, timeToLive } = declaration;
  const kind = (partitionKey.length > 1 ? 'MultiHash' : 'Hash') as PartitionKeyKind;
  return {
    id: name,
    partitionKey: { paths: [...partitionKey], kind, version: 2 },
    defaultTtl: timeToLive,
    indexingPolicy: {
      includedPaths: indexed.map((path) => ({ path })),
      excludedPaths: [{ path: '/*' }],
      ...(composite && { compositeIndexes: composite.map((paths) => paths.map((each) => ({ ...each }))) }),
    },
  };
}
