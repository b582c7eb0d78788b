import { tags as tagValues } from '../parameters.bicep'

@description('Name of the account.')
param name string

param location string
param tags tagValues

@description('Redundancy.')
param sku 'Standard_LRS' | 'Standard_ZRS' | 'Standard_GRS' | 'Standard_RAGRS'

@description('Whether clients outside the network can reach it. They still need a token or a signature.')
param isPublic bool

@description('Blob containers.')
param containers string[] = []

@description('Queues.')
param queues string[] = []

@description('Days during which deleted blobs can be restored; 0 for none.')
@minValue(0)
@maxValue(90)
param softDeleteDays int = 0

@description('Age in days at which blobs are deleted if the app did not delete them; 0 for never.')
@minValue(0)
param deleteAfterDays int = 0

@description('Days during which no blob can be changed or deleted; 0 for none.')
@minValue(0)
param immutableDays int = 0

resource account 'Microsoft.Storage/storageAccounts@2026-04-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: sku }
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    publicNetworkAccess: isPublic ? 'Enabled' : 'Disabled'
    networkAcls: { bypass: 'AzureServices', defaultAction: isPublic ? 'Allow' : 'Deny' }
  }
}

var softDelete = softDeleteDays > 0 ? { enabled: true, days: max(softDeleteDays, 1) } : { enabled: false }

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2026-04-01' = {
  parent: account
  name: 'default'
  properties: {
    // Versions and snapshots would keep what the sweep has deleted.
    isVersioningEnabled: false
    deleteRetentionPolicy: softDelete
    containerDeleteRetentionPolicy: softDelete
  }

  resource blobContainers 'containers' = [
    for container in containers: {
      name: container
      properties: { publicAccess: 'None' }
    }
  ]
}

resource immutability 'Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies@2026-04-01' = [
  for (container, index) in (immutableDays > 0 ? containers : []): {
    parent: blobs::blobContainers[index]
    name: 'default'
    properties: { immutabilityPeriodSinceCreationInDays: immutableDays, allowProtectedAppendWrites: false }
  }
]

resource queueService 'Microsoft.Storage/storageAccounts/queueServices@2026-04-01' = {
  parent: account
  name: 'default'

  resource queueList 'queues' = [for queue in queues: { name: queue }]
}

resource lifecycle 'Microsoft.Storage/storageAccounts/managementPolicies@2026-04-01' = if (deleteAfterDays > 0) {
  parent: account
  name: 'default'
  properties: {
    policy: {
      rules: [
        {
          name: 'delete-old-blobs'
          type: 'Lifecycle'
          definition: {
            filters: { blobTypes: ['blockBlob'] }
            actions: { baseBlob: { delete: { daysAfterModificationGreaterThan: deleteAfterDays } } }
          }
        }
      ]
    }
  }
  dependsOn: [blobs]
}

output id string = account.id
output name string = account.name
output blobs string = account.properties.primaryEndpoints.blob
output queues string = account.properties.primaryEndpoints.queue

@description('Hosts of the Blob service: the account, and its secondary if it can be read.')
output blobHosts string[] = map(
  sku == 'Standard_RAGRS'
    ? [account.properties.primaryEndpoints.blob, account.properties.secondaryEndpoints.blob]
    : [account.properties.primaryEndpoints.blob],
  url => split(url, '/')[2]
)
