// Roles that are narrower than every built-in one.

import { customRoleIds } from '../resources.bicep'

@description('Makes the display names unique in the tenant.')
param suffix string

var roles = [
  {
    name: 'Conveyor key signer'
    description: 'Signs with keys in a vault, and reads their public parts.'
    actions: []
    dataActions: ['Microsoft.KeyVault/vaults/keys/read', 'Microsoft.KeyVault/vaults/keys/sign/action']
  }
  {
    // The role Message Processor cannot update a message. The host does, to renew and to release it.
    name: 'Conveyor queue receiver'
    description: 'Receives, renews, releases and deletes messages of a queue.'
    actions: ['Microsoft.Storage/storageAccounts/queueServices/queues/read']
    dataActions: [
      'Microsoft.Storage/storageAccounts/queueServices/queues/messages/read'
      'Microsoft.Storage/storageAccounts/queueServices/queues/messages/write'
      'Microsoft.Storage/storageAccounts/queueServices/queues/messages/delete'
      'Microsoft.Storage/storageAccounts/queueServices/queues/messages/process/action'
    ]
  }
]

resource definitions 'Microsoft.Authorization/roleDefinitions@2022-04-01' = [
  for role in roles: {
    name: guid(resourceGroup().id, suffix, role.name)
    properties: {
      roleName: '${role.name} (${suffix})'
      description: role.description
      type: 'CustomRole'
      assignableScopes: [resourceGroup().id]
      permissions: [{ actions: role.actions, notActions: [], dataActions: role.dataActions, notDataActions: [] }]
    }
  }
]

output ids customRoleIds = {
  keySigner: definitions[0].name
  queueReceiver: definitions[1].name
}
