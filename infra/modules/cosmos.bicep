import { containerDefinition } from '../declarations.bicep'
import { databaseSettings, locationSettings, tags as tagValues } from '../parameters.bicep'
import { cosmosRoleIds } from '../resources.bicep'

@description('Name of the account.')
param name string

@description('Locations. The first one takes all writes until it fails.')
param locations locationSettings[]

param tags tagValues

@description('Throughput and copies.')
param settings databaseSettings

@description('Definitions of the containers, as Cosmos DB stores them.')
param containers containerDefinition[]

@description('Whether clients outside the network can reach it. They still need a token.')
param isPublic bool

resource account 'Microsoft.DocumentDB/databaseAccounts@2026-03-15' = {
  name: name
  location: locations[0].name
  tags: tags
  kind: 'GlobalDocumentDB'
  properties: {
    databaseAccountOfferType: 'Standard'
    enableFreeTier: settings.freeTier
    locations: [
      for (location, index) in locations: {
        locationName: location.name
        failoverPriority: index
        isZoneRedundant: settings.zoneRedundant
      }
    ]
    // ETags, counters and create-only writes hold within one write region only.
    enableMultipleWriteLocations: false
    enableAutomaticFailover: length(locations) > 1
    consistencyPolicy: { defaultConsistencyLevel: 'Session' }
    disableLocalAuth: true
    disableKeyBasedMetadataWriteAccess: true
    minimalTlsVersion: 'Tls12'
    publicNetworkAccess: isPublic ? 'Enabled' : 'Disabled'
    backupPolicy: settings.backup == 'Continuous7Days'
      ? { type: 'Continuous', continuousModeProperties: { tier: 'Continuous7Days' } }
      : {
          type: 'Periodic'
          periodicModeProperties: {
            backupIntervalInMinutes: 240
            backupRetentionIntervalInHours: 8
            backupStorageRedundancy: 'Local'
          }
        }
  }
}

resource database 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases@2026-03-15' = {
  parent: account
  name: 'conveyor'
  properties: {
    resource: { id: 'conveyor' }
    options: { autoscaleSettings: { maxThroughput: settings.throughput } }
  }

  resource containerList 'containers' = [
    for container in containers: {
      name: container.id
      properties: {
        resource: container
        options: contains(settings.containers, container.id)
          ? { autoscaleSettings: { maxThroughput: settings.containers[container.id] } }
          : {}
      }
    }
  ]
}

var actions = {
  metadata: 'Microsoft.DocumentDB/databaseAccounts/readMetadata'
  query: 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers/executeQuery'
  items: 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers/items'
}
// None reads a change feed or runs a stored procedure, unlike the built-in contributor.
var definitions = [
  { name: 'record writer', actions: [actions.metadata, actions.query, '${actions.items}/*'] }
  { name: 'record reader', actions: [actions.metadata, actions.query, '${actions.items}/read'] }
  // For the readiness check, which reads the database.
  { name: 'metadata reader', actions: [actions.metadata] }
]

@batchSize(1)
resource roles 'Microsoft.DocumentDB/databaseAccounts/sqlRoleDefinitions@2026-03-15' = [
  for definition in definitions: {
    parent: account
    name: guid(account.id, definition.name)
    properties: {
      roleName: 'Conveyor ${definition.name}'
      type: 'CustomRole'
      assignableScopes: [account.id]
      permissions: [{ dataActions: definition.actions }]
    }
  }
]

output id string = account.id
output name string = account.name
output endpoint string = account.properties.documentEndpoint

output roles cosmosRoleIds = {
  recordWriter: roles[0].id
  recordReader: roles[1].id
  metadataReader: roles[2].id
}
