// What one role may do with the database.

import { roleName } from '../declarations.bicep'
import { cosmosRoleIds } from '../resources.bicep'

@description('Role of the app, for the names of the assignments.')
param role roleName

@description('Principal of the role.')
param principalId string

@description('Name of the account.')
param accountName string

@description('Containers whose records the role only reads.')
param reads string[]

@description('Containers whose records the role reads and writes.')
param writes string[]

@description('Ids of the definitions of roles of the account.')
param roles cosmosRoleIds

resource account 'Microsoft.DocumentDB/databaseAccounts@2026-03-15' existing = {
  name: accountName
}

var database = '${account.id}/dbs/conveyor'

resource metadata 'Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments@2026-03-15' = {
  parent: account
  name: guid(account.id, role, 'metadata')
  properties: { principalId: principalId, roleDefinitionId: roles.metadataReader, scope: database }
}

// One after the other: the account refuses concurrent changes of its role assignments.
@batchSize(1)
resource writing 'Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments@2026-03-15' = [
  for container in writes: {
    parent: account
    name: guid(account.id, role, container)
    properties: {
      principalId: principalId
      roleDefinitionId: roles.recordWriter
      scope: '${database}/colls/${container}'
    }
    dependsOn: [metadata]
  }
]

@batchSize(1)
resource reading 'Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments@2026-03-15' = [
  for container in reads: {
    parent: account
    name: guid(account.id, role, container)
    properties: {
      principalId: principalId
      roleDefinitionId: roles.recordReader
      scope: '${database}/colls/${container}'
    }
    dependsOn: [writing]
  }
]
