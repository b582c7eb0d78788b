// An app of one role on Elastic Premium, with a staging slot.

import { nameValuePairs, productionSettings, stagingSettings } from '../settings.bicep'
import { roleName } from '../declarations.bicep'
import { release as releaseSettings, settings as settingValues, tags as tagValues } from '../parameters.bicep'

@description('Name of the app. It is the first label of its address.')
param name string

param location string
param tags tagValues

@description('Role of the app.')
param role roleName

@description('Plan of the app.')
param planId string

@description('Identity of the role.')
param identityId string

@description('Subnet for outbound traffic.')
param subnetId string

@description('Settings of both slots.')
param settings settingValues

@description('Timers of the role, which run in production only.')
param timers string[]

@description('Address of the packages: `<address>/conveyor-<role>-<version>.zip`.')
param packages string

@description('Versions of the package.')
param release releaseSettings

@description('Node.js version.')
param nodeVersion '22' | '24'

@description('Front Door profile that may send requests; empty for none.')
param frontDoorId string

@description('Addresses (CIDR) that may send requests.')
param addresses string[]

var frontDoorRule = {
  name: 'front-door'
  priority: 100
  action: 'Allow'
  tag: 'ServiceTag'
  ipAddress: 'AzureFrontDoor.Backend'
  headers: { 'x-azure-fdid': [frontDoorId] }
}
var addressRules = map(range(0, length(addresses)), index => {
  name: 'operators-${index}'
  priority: 200 + index
  action: 'Allow'
  ipAddress: addresses[index]
})

// Front Door reaches the role api only, so that admin has no public route.
var mayEnterByFrontDoor = role == 'api' && !empty(frontDoorId)
var siteConfig = {
  linuxFxVersion: 'NODE|${nodeVersion}'
  alwaysOn: false
  ftpsState: 'Disabled'
  http20Enabled: true
  minTlsVersion: '1.2'
  minTlsCipherSuite: 'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256'
  scmMinTlsVersion: '1.2'
  healthCheckPath: '/health'
  minimumElasticInstanceCount: 1
  // Without it, functions behind private storage do not scale out.
  functionsRuntimeScaleMonitoringEnabled: true
  ipSecurityRestrictionsDefaultAction: 'Deny'
  ipSecurityRestrictions: [...(mayEnterByFrontDoor ? [frontDoorRule] : []), ...addressRules]
  scmIpSecurityRestrictionsDefaultAction: 'Deny'
  scmIpSecurityRestrictions: addressRules
}
var commonProperties = {
  serverFarmId: planId
  httpsOnly: true
  clientAffinityEnabled: false
  keyVaultReferenceIdentity: identityId
  virtualNetworkSubnetId: subnetId
  outboundVnetRouting: { allTraffic: true, contentShareTraffic: true, imagePullTraffic: true }
  publicNetworkAccess: 'Enabled'
}
var hostSettings = {
  FUNCTIONS_EXTENSION_VERSION: '~4'
  FUNCTIONS_WORKER_RUNTIME: 'node'
  WEBSITE_RUN_FROM_PACKAGE_BLOB_MI_RESOURCE_ID: identityId
}
// A swap exchanges the versions, so these settings are not sticky.
var productionPackage = empty(release.version)
  ? {}
  : { WEBSITE_RUN_FROM_PACKAGE: '${packages}/conveyor-${role}-${release.version}.zip' }
var stagingPackage = empty(release.staged)
  ? {}
  : { WEBSITE_RUN_FROM_PACKAGE: '${packages}/conveyor-${role}-${release.staged}.zip' }

var sticky = productionSettings(name, timers)
// A host id has at most 32 characters; the name of an app has fewer.
var staging = stagingSettings('${name}-s', timers)

resource app 'Microsoft.Web/sites@2025-03-01' = {
  name: name
  location: location
  tags: tags
  kind: 'functionapp,linux'
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${identityId}': {} } }
  properties: {
    ...commonProperties
    siteConfig: {
      ...siteConfig
      appSettings: nameValuePairs({ ...hostSettings, ...settings, ...productionPackage, ...sticky })
    }
  }

  resource stickyNames 'config' = {
    name: 'slotConfigNames'
    properties: { appSettingNames: map(items(sticky), each => each.key) }
  }

  resource ftp 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: { allow: false }
  }

  resource scm 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: { allow: false }
  }

  resource slot 'slots' = {
    name: 'staging'
    location: location
    tags: tags
    kind: 'functionapp,linux'
    identity: { type: 'UserAssigned', userAssignedIdentities: { '${identityId}': {} } }
    properties: {
      ...commonProperties
      siteConfig: {
        ...siteConfig
        minimumElasticInstanceCount: 0
        appSettings: nameValuePairs({ ...hostSettings, ...settings, ...stagingPackage, ...staging })
      }
    }
    dependsOn: [stickyNames]

    resource ftp 'basicPublishingCredentialsPolicies' = {
      name: 'ftp'
      properties: { allow: false }
    }

    resource scm 'basicPublishingCredentialsPolicies' = {
      name: 'scm'
      properties: { allow: false }
    }
  }
}

output id string = app.id
output name string = app.name
output hostName string = app.properties.defaultHostName
