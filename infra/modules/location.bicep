// What each location has of its own: network, apps and plans, transit storage, and queues.

import { roleDeclarations, roleName } from '../declarations.bicep'
import {
  access as accessSettings
  hosting as hostingSettings
  locationSettings
  release as releaseSettings
  settingsByRole
  tags as tagValues
} from '../parameters.bicep'
import { appNameOf, appNames, customRoleIds, identity, locationSuffix, sharedAddresses, sharedIds } from '../resources.bicep'
import { stagingPrefix } from '../settings.bicep'

@description('Location.')
param location locationSettings

param tags tagValues

@description('Identifies the deployment in names that are unique in Azure.')
param suffix string

@description('How the apps run.')
param hosting hostingSettings

@description('Versions of the packages.')
param release releaseSettings

@description('Who reaches the apps, and where they reach.')
param access accessSettings

@description('Roles, queues and Blob containers, as the code declares them.')
param declarations { roles: roleDeclarations, queues: string[], transit: string[] }

@description('Identities, in the order of the roles.')
param identities identity[]

@description('Ids of the roles of customRoles.bicep.')
param customRoles customRoleIds

@description('Addresses of the resources of all locations.')
param shared sharedAddresses

@description('Ids of the resources of all locations.')
param sharedResources sharedIds

@description('Further settings by role.')
param settings settingsByRole

var roles roleName[] = ['api', 'admin', 'convert', 'batch']
var isPremium = hosting.plan == 'premium'
var unique = locationSuffix(suffix, location.name)
var hostAccount = 'host${suffix}${take(unique, 5)}'
var transitAccount = 'jobs${suffix}${take(unique, 5)}'
var storageSku = hosting.zoneRedundant ? 'Standard_ZRS' : 'Standard_LRS'
var stagingQueues = map(declarations.queues, queue => '${stagingPrefix}${queue}')

module network 'network.bicep' = if (isPremium) {
  scope: resourceGroup(location.?networkGroup ?? resourceGroup().name)
  params: {
    name: 'conveyor-${location.name}-${suffix}'
    location: location.name
    tags: tags
    prefix: location.network
    apiDestinations: access.apiDestinations
  }
}

module hostStorage 'storageAccount.bicep' = {
  params: {
    name: hostAccount
    location: location.name
    tags: tags
    sku: storageSku
    isPublic: !isPremium
    queues: isPremium ? [...declarations.queues, ...stagingQueues] : declarations.queues
    containers: isPremium ? [] : map(roles, role => 'package-${role}')
  }
}

module transitStorage 'storageAccount.bicep' = {
  params: {
    name: transitAccount
    location: location.name
    tags: tags
    sku: storageSku
    // Clients fetch results and send uploads by signed URLs.
    isPublic: true
    containers: declarations.transit
    softDeleteDays: 1
    // Later than the sweep, which deletes after at most 14 days.
    deleteAfterDays: 16
  }
}

// Engines need whole cores for minutes, so convert has a plan of its own.
var plansOfRoles = isPremium ? ['shared', 'shared', 'convert', 'shared'] : roles
var planNames = union(plansOfRoles, [])

module plans 'plan.bicep' = [
  for plan in planNames: {
    params: {
      name: 'conveyor-${plan}-${unique}'
      location: location.name
      tags: tags
      sku: isPremium ? (plan == 'convert' ? hosting.convertSize : 'EP1') : 'FC1'
      zoneRedundant: hosting.zoneRedundant
    }
  }
]

var subnetsOfRoles = ['web', 'web', 'convert', 'batch']

module apps 'roleApp.bicep' = [
  for (role, index) in roles: {
    params: {
      name: appNameOf(role, suffix, location.name)
      location: location.name
      tags: tags
      role: role
      declaration: declarations.roles[role]
      identity: identities[index]
      hosting: hosting
      release: release
      planId: plans[indexOf(planNames, plansOfRoles[index])].outputs.id
      subnetId: isPremium ? '${network!.outputs.id}/subnets/${subnetsOfRoles[index]}' : ''
      accounts: { host: hostAccount, transit: transitAccount }
      shared: shared
      local: {
        hostBlobs: hostStorage.outputs.blobs
        hostQueues: hostStorage.outputs.queues
        transitBlobs: transitStorage.outputs.blobs
      }
      settings: { ...(settings.?all ?? {}), ...(settings[?role] ?? {}) }
      customRoles: customRoles
      operatorAddresses: access.operatorAddresses
    }
  }
]

module endpoints 'endpoints.bicep' = if (isPremium) {
  params: {
    location: location
    tags: tags
    suffix: unique
    subnetId: '${network!.outputs.id}/subnets/endpoints'
    local: { host: hostStorage.outputs.id, transit: transitStorage.outputs.id, admin: apps[1].outputs.id }
    shared: sharedResources
  }
}

output api { id: string, host: string } = { id: apps[0].outputs.id, host: apps[0].outputs.hostName }
output apps appNames = {
  api: appNameOf('api', suffix, location.name)
  admin: appNameOf('admin', suffix, location.name)
  convert: appNameOf('convert', suffix, location.name)
  batch: appNameOf('batch', suffix, location.name)
}
