// The domain of the API, with a managed certificate or one from the vault.

import { builtInRoles } from '../builtInRoles.bicep'
import { gatewaySettings } from '../parameters.bicep'

@description('Name of the profile of Front Door.')
param profileName string

@description('Vault of the certificate.')
param vaultName string

@description('Domain and certificate.')
param gateway gatewaySettings

@description('Identity of the profile.')
param principalId string

resource profile 'Microsoft.Cdn/profiles@2025-12-01' existing = {
  name: profileName
}

var hasCertificate = !empty(gateway.?certificate)

resource vault 'Microsoft.KeyVault/vaults@2026-02-01' existing = {
  name: vaultName

  resource certificate 'secrets' existing = {
    name: gateway.?certificate ?? 'none'
  }
}

resource certificateAccess 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (hasCertificate) {
  scope: vault::certificate
  name: guid(vault.id, profileName, 'certificate')
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      builtInRoles.keyVaultSecretsUser
    )
  }
}

resource certificate 'Microsoft.Cdn/profiles/secrets@2025-12-01' = if (hasCertificate) {
  parent: profile
  name: 'domain'
  properties: {
    parameters: {
      type: 'CustomerCertificate'
      secretSource: { id: vault::certificate.id }
      useLatestVersion: true
    }
  }
  dependsOn: [certificateAccess]
}

var tls = { minimumTlsVersion: 'TLS12', cipherSuiteSetType: 'TLS12_2023' }

resource domain 'Microsoft.Cdn/profiles/customDomains@2025-12-01' = {
  parent: profile
  name: 'api'
  properties: {
    hostName: gateway.domain!
    tlsSettings: hasCertificate
      ? { ...tls, certificateType: 'CustomerCertificate', secret: { id: certificate.id } }
      : { ...tls, certificateType: 'ManagedCertificate' }
  }
}

output id string = domain.id
