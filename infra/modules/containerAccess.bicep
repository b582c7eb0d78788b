// What one role may do with one Blob container.

@description('Who gets access, for the name of the assignment.')
param role string

@description('Principal of the role.')
param principalId string

@description('Name of the account.')
param accountName string

@description('Name of the container.')
param containerName string

@description('Id of the role in Azure.')
param roleId string

resource account 'Microsoft.Storage/storageAccounts@2026-04-01' existing = {
  name: accountName

  resource blobs 'blobServices' existing = {
    name: 'default'

    resource container 'containers' existing = {
      name: containerName
    }
  }
}

resource access 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: account::blobs::container
  name: guid(account.id, containerName, role, roleId)
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roleId)
  }
}
