// The public entrance: firewall, routes, and access of Front Door to the export files.

import { builtInRoles } from '../builtInRoles.bicep'
import { gatewaySettings, tags as tagValues } from '../parameters.bicep'

@description('Name of the profile, its endpoint and the vault.')
param baseName string

@description('Name of the firewall policy: letters and digits.')
param firewallName string

param tags tagValues

@description('Domain, certificate and limits.')
param gateway gatewaySettings

@description('Identity of the profile.')
param principalId string

@description('Fields of the bodies of `/v1/jobs`.')
param jobFields string[]

@description('Hosts of the apps of the role api, one for each location.')
param apiHosts string[]

@description('Account, Blob container and hosts of the export files.')
param exports { account: string, container: string, hosts: string[] }

module exportAccess 'containerAccess.bicep' = {
  params: {
    role: 'front-door'
    principalId: principalId
    accountName: exports.account
    containerName: exports.container
    roleId: builtInRoles.storageBlobDataReader
  }
}

module firewall 'firewall.bicep' = {
  params: {
    name: firewallName
    tags: tags
    requestsPerMinute: gateway.requestsPerMinute
    jobFields: jobFields
  }
}

module domain 'domain.bicep' = if (!empty(gateway.?domain)) {
  params: {
    profileName: baseName
    vaultName: baseName
    gateway: gateway
    principalId: principalId
  }
}

module routes 'routes.bicep' = {
  params: {
    name: baseName
    domainId: domain.?outputs.id ?? ''
    apiHosts: apiHosts
    exportHosts: exports.hosts
    firewallId: firewall.outputs.id
  }
  dependsOn: [exportAccess]
}
