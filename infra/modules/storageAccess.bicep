// What one role may do with the storage of a location.

import { builtInRoles } from '../builtInRoles.bicep'
import { roleDeclaration, roleName } from '../declarations.bicep'
import { customRoleIds } from '../resources.bicep'
import { stagingPrefix } from '../settings.bicep'

@description('Role of the app, for the names of the assignments.')
param role roleName

@description('Principal of the role.')
param principalId string

@description('Account of the functions host and the queues.')
param hostAccount string

@description('Account of inputs and results.')
param transitAccount string

@description('What the role uses.')
param declaration roleDeclaration

@description('Whether the role has a staging slot, with queues of its own.')
param hasSlot bool

@description('Ids of the roles of customRoles.bicep.')
param customRoles customRoleIds

resource host 'Microsoft.Storage/storageAccounts@2026-04-01' existing = {
  name: hostAccount

  resource queueService 'queueServices' existing = {
    name: 'default'
  }
}

resource transitStorage 'Microsoft.Storage/storageAccounts@2026-04-01' existing = {
  name: transitAccount
}

// The host keeps its leases, the status of timers and its keys there.
resource hostAccess 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: host
  name: guid(host.id, role, 'host')
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      builtInRoles.storageBlobDataOwner
    )
  }
}

// The readiness check lists queues and peeks; the scale controller reads lengths.
resource queueReading 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: host
  name: guid(host.id, role, 'queues')
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      builtInRoles.storageQueueDataReader
    )
  }
}

resource transitAccess 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: transitStorage
  name: guid(transitStorage.id, role, 'write')
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      builtInRoles.storageBlobDataContributor
    )
  }
}

var queueRights = [
  ...map(declaration.receives, queue => { queue: queue, right: 'receive', roleId: customRoles.queueReceiver })
  ...map(declaration.sends, queue => {
    queue: queue
    right: 'send'
    roleId: builtInRoles.storageQueueDataMessageSender
  })
]
var queueAssignments = hasSlot
  ? [...queueRights, ...map(queueRights, each => { ...each, queue: '${stagingPrefix}${each.queue}' })]
  : queueRights

resource queues 'Microsoft.Storage/storageAccounts/queueServices/queues@2026-04-01' existing = [
  for each in queueAssignments: {
    parent: host::queueService
    name: each.queue
  }
]

resource queueAccess 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for (each, index) in queueAssignments: {
    scope: queues[index]
    name: guid(host.id, role, each.queue, each.right)
    properties: {
      principalId: principalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', each.roleId)
    }
  }
]
