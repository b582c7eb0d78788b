import { builtInRoles } from '../builtInRoles.bicep'
import { tags as tagValues } from '../parameters.bicep'

@description('Name of the vault.')
param name string

param location string
param tags tagValues

@description('Whether keys can be in a hardware security module (tier Premium).')
param hasHsm bool

@description('Addresses of operators (CIDR), who can reach the vault from outside the network.')
param operatorAddresses string[]

@description('Whether clients outside the network can reach it. They still need a token.')
param isPublic bool

@description('Object ids of the principals, users or groups, that create and rotate secrets and keys.')
param secretOfficers string[]

resource vault 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: hasHsm ? 'premium' : 'standard' }
    enableRbacAuthorization: true
    enableSoftDelete: true
    enablePurgeProtection: true
    softDeleteRetentionInDays: 90
    publicNetworkAccess: isPublic || !empty(operatorAddresses) ? 'Enabled' : 'Disabled'
    networkAcls: {
      // Front Door reads the certificate of the domain.
      bypass: 'AzureServices'
      defaultAction: isPublic ? 'Allow' : 'Deny'
      ipRules: [for address in operatorAddresses: { value: address }]
    }
  }
}

resource officers 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for officer in secretOfficers: {
    scope: vault
    name: guid(vault.id, officer, builtInRoles.keyVaultSecretsOfficer)
    properties: {
      principalId: officer
      roleDefinitionId: subscriptionResourceId(
        'Microsoft.Authorization/roleDefinitions',
        builtInRoles.keyVaultSecretsOfficer
      )
    }
  }
]

resource keyOfficers 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for officer in secretOfficers: {
    scope: vault
    name: guid(vault.id, officer, builtInRoles.keyVaultCryptoOfficer)
    properties: {
      principalId: officer
      roleDefinitionId: subscriptionResourceId(
        'Microsoft.Authorization/roleDefinitions',
        builtInRoles.keyVaultCryptoOfficer
      )
    }
  }
]

output id string = vault.id
output name string = vault.name
output url string = vault.properties.vaultUri
