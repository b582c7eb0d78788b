// Conveyor: one landscape or stamp, in one resource group. See docs/infrastructure.md.

import {
  access as accessSettings
  additionalNames
  alertSettings
  databaseSettings
  gatewaySettings
  hosting as hostingSettings
  locationSettings
  logging
  release as releaseSettings
  settingsByRole
  tags as tagValues
} from 'parameters.bicep'
import { appNameOf, appNames } from 'resources.bicep'

@description('Name of the landscape or stamp.')
@minLength(2)
@maxLength(12)
param name string = 'dev'

@description('Locations. The first one also has what all share, and takes all writes of the database.')
@minLength(1)
@maxLength(5)
param locations locationSettings[] = [{ name: resourceGroup().location, network: '10.20' }]

@description('How the apps run.')
param hosting hostingSettings = { plan: 'flex', convertSize: 'EP1', zoneRedundant: false, nodeVersion: '24' }

@description('Versions of the packages.')
param release releaseSettings = { version: '', staged: '' }

@description('Throughput and copies of the database.')
param database databaseSettings = {
  freeTier: false
  throughput: 1000
  containers: {}
  zoneRedundant: false
  backup: 'Periodic'
}

@description('Front Door; null for none.')
param gateway gatewaySettings?

@description('Alerts and budget; null for none.')
param alerts alertSettings?

@description('Who and what reaches the landscape, and where it reaches.')
param access accessSettings = {
  operatorAddresses: []
  secretOfficers: []
  packagePublishers: []
  apiDestinations: ['17.0.0.0/8']
}

@description('What the vault holds besides the secrets that the code declares.')
param vaultNames additionalNames = { secrets: [], keys: [], hasHsm: false }

@description('Logs.')
param logs logging = { days: 30, gigabytes: -1 }

@description('Further settings of the apps.')
param settings settingsByRole = {}

@description('Date on which a pipeline deletes the resource group: `YYYY-MM-DD`. Empty for never.')
param deleteAfter string = ''

// Written by `npm run templates` from the declarations of the code.
var manifest = loadJsonContent('manifest.json')
var suffix = take(uniqueString(resourceGroup().id, name), 8)
var baseName = 'conveyor-${suffix}'
var tags tagValues = {
  application: 'conveyor'
  landscape: name
  ...(empty(deleteAfter) ? {} : { deleteAfter: deleteAfter })
}

// `npm run clean-up` reads the tags of the resource group.
resource groupTags 'Microsoft.Resources/tags@2025-04-01' = {
  name: 'default'
  properties: { tags: tags }
}

module shared 'modules/shared.bicep' = {
  params: {
    baseName: baseName
    suffix: suffix
    locations: locations
    tags: tags
    isPremium: hosting.plan == 'premium'
    database: database
    access: access
    vaultNames: vaultNames
    logs: logs
    emails: alerts.?emails ?? []
    declarations: {
      roles: manifest.roles
      containers: manifest.containers
      exports: manifest.blobContainers.exports[0]
    }
  }
}

module frontDoorProfile 'modules/frontDoorProfile.bicep' = if (gateway != null) {
  params: { name: baseName, tags: tags }
}

// Not from an output of the app: its settings contain the address.
var apiHost = '${appNameOf('api', suffix, locations[0].name)}.azurewebsites.net'
var publicHost = gateway.?domain ?? frontDoorProfile.?outputs.hostName ?? apiHost
var publicUrl = 'https://${publicHost}'

module places 'modules/location.bicep' = [
  for location in locations: {
    params: {
      location: location
      tags: tags
      suffix: suffix
      hosting: hosting
      release: release
      access: access
      declarations: {
        roles: manifest.roles
        queues: manifest.queues
        transit: manifest.blobContainers.transit
      }
      identities: shared.outputs.identities
      customRoles: shared.outputs.customRoles
      shared: {
        cosmosEndpoint: shared.outputs.cosmosEndpoint
        vaultUrl: shared.outputs.vaultUrl
        exportBlobs: shared.outputs.exports.blobs
        publicUrl: publicUrl
        exportUrl: gateway == null ? '' : '${publicUrl}/exports'
        applicationInsights: shared.outputs.monitoring.connectionString
        frontDoorId: gateway == null ? '' : frontDoorProfile!.outputs.frontDoorId
        packages: shared.outputs.packages
      }
      sharedResources: shared.outputs.ids
      settings: settings
    }
  }
]

module entrance 'modules/gateway.bicep' = if (gateway != null) {
  params: {
    baseName: baseName
    firewallName: 'conveyor${suffix}'
    tags: tags
    gateway: gateway!
    principalId: frontDoorProfile!.outputs.principalId
    jobFields: manifest.jobFields
    apiHosts: [for index in range(0, length(locations)): places[index].outputs.api.host]
    exports: {
      account: 'exports${suffix}'
      container: manifest.blobContainers.exports[0]
      hosts: shared.outputs.exports.hosts
    }
  }
}

module alerting 'modules/alerting.bicep' = if (alerts != null) {
  params: {
    name: baseName
    location: locations[0].name
    tags: tags
    alerts: alerts!
    watched: {
      component: shared.outputs.monitoring.component
      recipients: shared.outputs.monitoring.recipients
      cosmos: shared.outputs.ids.cosmos
      vault: shared.outputs.ids.vault
      apis: [for index in range(0, length(locations)): places[index].outputs.api.id]
      frontDoor: gateway == null ? '' : frontDoorProfile!.outputs.id
    }
  }
}

@description('Address of the API.')
output apiUrl string = publicUrl

@description('Name of the vault, for `npm run secrets`.')
output vaultName string = baseName

@description('Address to which the release pipeline uploads packages; empty for the plan `flex`.')
output packages string = shared.outputs.packages

@description('Names of the apps of each location, by role.')
output apps appNames[] = [for index in range(0, length(locations)): places[index].outputs.apps]
