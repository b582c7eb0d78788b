// Alerts 30 days before a secret, a key or a certificate in the vault expires.

import { tags as tagValues } from '../parameters.bicep'

@description('Name of the source of events.')
param name string

param location string
param tags tagValues

@description('Vault.')
param vaultId string

@description('Recipients.')
param recipientsId string

resource topic 'Microsoft.EventGrid/systemTopics@2025-02-15' = {
  name: name
  location: location
  tags: tags
  properties: { source: vaultId, topicType: 'Microsoft.KeyVault.vaults' }

  resource alerts 'eventSubscriptions' = {
    name: 'expiry'
    properties: {
      eventDeliverySchema: 'CloudEventSchemaV1_0'
      destination: {
        endpointType: 'MonitorAlert'
        properties: {
          severity: 'Sev1'
          actionGroups: [recipientsId]
          description: 'A secret, a key or a certificate of the vault expires within 30 days, or has expired.'
        }
      }
      filter: {
        includedEventTypes: [
          'Microsoft.KeyVault.SecretNearExpiry'
          'Microsoft.KeyVault.SecretExpired'
          'Microsoft.KeyVault.KeyNearExpiry'
          'Microsoft.KeyVault.KeyExpired'
          'Microsoft.KeyVault.CertificateNearExpiry'
          'Microsoft.KeyVault.CertificateExpired'
        ]
      }
    }
  }
}
