// An app of one role on Flex Consumption, which has no slots.

import { nameValuePairs } from '../settings.bicep'
import { settings as settingValues, tags as tagValues } from '../parameters.bicep'

@description('Name of the app. It is the first label of its address.')
param name string

param location string
param tags tagValues

@description('Plan of the app.')
param planId string

@description('Identity of the role.')
param identityId string

@description('Settings of the app.')
param settings settingValues

@description('Address of the Blob container into which the package is deployed.')
param packageContainer string

@description('Memory of an instance, in MB.')
param memory 512 | 2048 | 4096

@description('Node.js version.')
param nodeVersion '22' | '24'

@description('Whether everyone may send requests.')
param isPublic bool

@description('Addresses (CIDR) that may send requests if not everyone may.')
param addresses string[]

resource app 'Microsoft.Web/sites@2025-03-01' = {
  name: name
  location: location
  tags: tags
  kind: 'functionapp,linux'
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${identityId}': {} } }
  properties: {
    serverFarmId: planId
    httpsOnly: true
    clientAffinityEnabled: false
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: packageContainer
          authentication: { type: 'UserAssignedIdentity', userAssignedIdentityResourceId: identityId }
        }
      }
      runtime: { name: 'node', version: nodeVersion }
      scaleAndConcurrency: { instanceMemoryMB: memory, maximumInstanceCount: 40 }
    }
    siteConfig: {
      minTlsVersion: '1.2'
      minTlsCipherSuite: 'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256'
      ipSecurityRestrictionsDefaultAction: isPublic ? 'Allow' : 'Deny'
      ipSecurityRestrictions: map(range(0, length(addresses)), index => {
        name: 'operators-${index}'
        priority: 200 + index
        action: 'Allow'
        ipAddress: addresses[index]
      })
      appSettings: nameValuePairs(settings)
    }
  }

  resource ftp 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: { allow: false }
  }

  resource scm 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: { allow: false }
  }
}

output id string = app.id
output name string = app.name
output hostName string = app.properties.defaultHostName
