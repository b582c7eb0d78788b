// The resources that all locations share, and what each role may do with them.

import { builtInRoles } from '../builtInRoles.bicep'
import { containerDefinition, roleDeclarations, roleName } from '../declarations.bicep'
import {
  access as accessSettings
  additionalNames
  databaseSettings
  locationSettings
  logging
  tags as tagValues
} from '../parameters.bicep'
import { customRoleIds, identity, sharedIds } from '../resources.bicep'

@description('Name of most resources.')
param baseName string

@description('Identifies the deployment in names that are unique in Azure.')
param suffix string

@description('Locations. These resources are in the first one.')
param locations locationSettings[]

param tags tagValues

@description('Whether there is a private network, and packages for staging slots.')
param isPremium bool

@description('Throughput and copies of the database.')
param database databaseSettings

@description('Who reaches the landscape.')
param access accessSettings

@description('Further secrets and keys.')
param vaultNames additionalNames

@description('Retention and limit of logs.')
param logs logging

@description('Email addresses that receive alerts.')
param emails string[]

@description('Roles, containers and Blob containers, as the code declares them.')
param declarations { roles: roleDeclarations, containers: containerDefinition[], exports: string }

var roles roleName[] = ['api', 'admin', 'convert', 'batch']
var home = locations[0].name
var exportAccount = 'exports${suffix}'
var packageAccount = 'packages${suffix}'

module identities 'identity.bicep' = [
  for role in roles: {
    params: { name: 'conveyor-${role}-${suffix}', location: home, tags: tags }
  }
]

module customRoles 'customRoles.bicep' = {
  params: { suffix: suffix }
}

module monitoring 'monitoring.bicep' = {
  params: { name: baseName, location: home, tags: tags, emails: emails, logs: logs }
}

module cosmos 'cosmos.bicep' = {
  params: {
    name: baseName
    locations: locations
    tags: tags
    settings: database
    containers: declarations.containers
    isPublic: !isPremium
  }
}

module vault 'vault.bicep' = {
  params: {
    name: baseName
    location: home
    tags: tags
    hasHsm: vaultNames.hasHsm
    operatorAddresses: access.operatorAddresses
    isPublic: !isPremium
    secretOfficers: access.secretOfficers
  }
}

module exportStorage 'storageAccount.bicep' = {
  params: {
    name: exportAccount
    location: home
    tags: tags
    // The secondary is a second origin of the CDN.
    sku: isPremium ? 'Standard_RAGRS' : 'Standard_LRS'
    isPublic: true
    containers: [declarations.exports]
    softDeleteDays: 1
    // Later than the sweep, which deletes after 14 days.
    deleteAfterDays: 17
  }
}

module packageStorage 'storageAccount.bicep' = if (isPremium) {
  params: {
    name: packageAccount
    location: home
    tags: tags
    sku: 'Standard_GRS'
    isPublic: true
    containers: ['packages']
    immutableDays: 90
  }
}

// One after the other: the database account refuses concurrent changes of its role assignments.
@batchSize(1)
module roleAccess 'roleAccess.bicep' = [
  for (role, index) in roles: {
    params: {
      role: role
      principalId: identities[index].outputs.identity.principalId
      declaration: declarations.roles[role]
      baseName: baseName
      cosmosRoles: cosmos.outputs.roles
      vaultNames: vaultNames
      keySigner: customRoles.outputs.ids.keySigner
      exports: { account: exportAccount, container: declarations.exports }
      packageAccount: isPremium ? packageAccount : ''
    }
    dependsOn: [vault, exportStorage, packageStorage]
  }
]

module packagePublishing 'containerAccess.bicep' = [
  for principal in (isPremium ? access.packagePublishers : []): {
    params: {
      role: principal
      principalId: principal
      accountName: packageAccount
      containerName: 'packages'
      roleId: builtInRoles.storageBlobDataContributor
    }
    dependsOn: [packageStorage]
  }
]

output identities identity[] = [for index in range(0, length(roles)): identities[index].outputs.identity]
output customRoles customRoleIds = customRoles.outputs.ids
output ids sharedIds = {
  cosmos: cosmos.outputs.id
  vault: vault.outputs.id
  exports: exportStorage.outputs.id
  packages: isPremium ? packageStorage!.outputs.id : ''
}
output monitoring { component: string, recipients: string, connectionString: string } = {
  component: monitoring.outputs.componentId
  recipients: monitoring.outputs.recipientsId
  connectionString: monitoring.outputs.connectionString
}
output cosmosEndpoint string = cosmos.outputs.endpoint
output vaultUrl string = vault.outputs.url
output exports { account: string, container: string, blobs: string, hosts: string[] } = {
  account: exportAccount
  container: declarations.exports
  blobs: exportStorage.outputs.blobs
  hosts: exportStorage.outputs.blobHosts
}
output packages string = isPremium ? '${packageStorage!.outputs.blobs}packages' : ''
