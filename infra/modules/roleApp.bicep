// The app of one role in one location, and what it may do with the storage of the location.

import { roleDeclaration, roleName } from '../declarations.bicep'
import { hosting as hostingSettings, release as releaseSettings, settings as settingValues, tags as tagValues } from '../parameters.bicep'
import { customRoleIds, identity as identityType, localAddresses, sharedAddresses } from '../resources.bicep'
import { resourceSettings } from '../settings.bicep'

@description('Name of the app. It is the first label of its address.')
param name string

param location string
param tags tagValues

@description('Role of the app.')
param role roleName

@description('What the role uses.')
param declaration roleDeclaration

@description('Identity of the role.')
param identity identityType

@description('How the app runs.')
param hosting hostingSettings

@description('Versions of the package.')
param release releaseSettings

@description('Plan of the app.')
param planId string

@description('Subnet for outbound traffic; empty without a network.')
param subnetId string

@description('Storage accounts of the location.')
param accounts { host: string, transit: string }

@description('Addresses of the resources of all locations.')
param shared sharedAddresses

@description('Addresses of the resources of this location.')
param local localAddresses

@description('Further settings of the app.')
param settings settingValues

@description('Ids of the roles of customRoles.bicep.')
param customRoles customRoleIds

@description('Addresses (CIDR) of operators and pipelines.')
param operatorAddresses string[]

var isPremium = hosting.plan == 'premium'
var allSettings = { ...resourceSettings(role, identity.clientId, shared, local), ...settings }

module storageAccess 'storageAccess.bicep' = {
  params: {
    role: role
    principalId: identity.principalId
    hostAccount: accounts.host
    transitAccount: accounts.transit
    declaration: declaration
    hasSlot: isPremium
    customRoles: customRoles
  }
}

module premium 'functionApp.bicep' = if (isPremium) {
  params: {
    name: name
    location: location
    tags: tags
    role: role
    planId: planId
    identityId: identity.id
    subnetId: subnetId
    settings: allSettings
    timers: declaration.timers
    packages: shared.packages
    release: release
    nodeVersion: hosting.nodeVersion
    frontDoorId: shared.frontDoorId
    addresses: operatorAddresses
  }
  dependsOn: [storageAccess]
}

module flex 'flexApp.bicep' = if (!isPremium) {
  params: {
    name: name
    location: location
    tags: tags
    planId: planId
    identityId: identity.id
    settings: allSettings
    packageContainer: '${local.hostBlobs}package-${role}'
    memory: role == 'admin' || role == 'batch' ? 512 : 2048
    nodeVersion: hosting.nodeVersion
    isPublic: role == 'api'
    addresses: operatorAddresses
  }
  dependsOn: [storageAccess]
}

output id string = isPremium ? premium!.outputs.id : flex!.outputs.id
output hostName string = isPremium ? premium!.outputs.hostName : flex!.outputs.hostName
