// What one role may do with the resources that all locations share.

import { builtInRoles } from '../builtInRoles.bicep'
import { roleDeclaration, roleName } from '../declarations.bicep'
import { additionalNames } from '../parameters.bicep'
import { cosmosRoleIds } from '../resources.bicep'

@description('Role of the app.')
param role roleName

@description('Principal of the role.')
param principalId string

@description('What the role uses.')
param declaration roleDeclaration

@description('Name of the database account and of the vault.')
param baseName string

@description('Ids of the definitions of roles of the database account.')
param cosmosRoles cosmosRoleIds

@description('Further secrets and keys.')
param vaultNames additionalNames

@description('Id of the role that signs with keys.')
param keySigner string

@description('Account and Blob container of the export files.')
param exports { account: string, container: string }

@description('Account of the packages; empty for none.')
param packageAccount string

module cosmos 'cosmosAccess.bicep' = {
  params: {
    role: role
    principalId: principalId
    accountName: baseName
    reads: declaration.reads
    writes: declaration.writes
    roles: cosmosRoles
  }
}

module vault 'vaultAccess.bicep' = {
  params: {
    role: role
    principalId: principalId
    vaultName: baseName
    secrets: [
      ...declaration.secrets
      ...map(filter(vaultNames.secrets, each => contains(each.roles, role)), each => each.name)
    ]
    keys: [...declaration.keys, ...map(filter(vaultNames.keys, each => contains(each.roles, role)), each => each.name)]
    keySigner: keySigner
  }
}

module exportFiles 'containerAccess.bicep' = if (declaration.exports != 'none') {
  params: {
    role: role
    principalId: principalId
    accountName: exports.account
    containerName: exports.container
    roleId: declaration.exports == 'write'
      ? builtInRoles.storageBlobDataContributor
      : builtInRoles.storageBlobDataReader
  }
}

module packages 'containerAccess.bicep' = if (!empty(packageAccount)) {
  params: {
    role: role
    principalId: principalId
    accountName: packageAccount
    containerName: 'packages'
    roleId: builtInRoles.storageBlobDataReader
  }
}
