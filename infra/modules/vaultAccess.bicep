// Which secrets one role reads, and with which keys it signs. The secrets and keys need not exist yet.

import { builtInRoles } from '../builtInRoles.bicep'
import { roleName } from '../declarations.bicep'

@description('Role of the app, for the names of the assignments.')
param role roleName

@description('Principal of the role.')
param principalId string

@description('Name of the vault.')
param vaultName string

@description('Secrets that the role reads.')
param secrets string[]

@description('Keys with which the role signs.')
param keys string[]

@description('Id of the role that signs with keys.')
param keySigner string

resource vault 'Microsoft.KeyVault/vaults@2026-02-01' existing = {
  name: vaultName
}

resource secretList 'Microsoft.KeyVault/vaults/secrets@2026-02-01' existing = [
  for name in secrets: {
    parent: vault
    name: name
  }
]

resource secretAccess 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for (name, index) in secrets: {
    scope: secretList[index]
    name: guid(vault.id, 'secrets', name, role)
    properties: {
      principalId: principalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId(
        'Microsoft.Authorization/roleDefinitions',
        builtInRoles.keyVaultSecretsUser
      )
    }
  }
]

resource keyList 'Microsoft.KeyVault/vaults/keys@2026-02-01' existing = [
  for name in keys: {
    parent: vault
    name: name
  }
]

resource keyAccess 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for (name, index) in keys: {
    scope: keyList[index]
    name: guid(vault.id, 'keys', name, role)
    properties: {
      principalId: principalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', keySigner)
    }
  }
]
