// Everything that notifies: alerts on metrics, logs and expiry, and the budget.

import { alertSettings, tags as tagValues } from '../parameters.bicep'

@description('Prefix of the names.')
param name string

param location string
param tags tagValues

@description('Recipients, and the budget.')
param alerts alertSettings

@description('Ids of the resources that are watched; `frontDoor` is empty for none.')
param watched {
  component: string
  recipients: string
  cosmos: string
  vault: string
  apis: string[]
  frontDoor: string
}

module logAlerts 'logAlerts.bicep' = {
  params: {
    name: name
    location: location
    tags: tags
    componentId: watched.component
    recipientsId: watched.recipients
  }
}

module metricAlerts 'metricAlerts.bicep' = {
  params: {
    name: name
    tags: tags
    recipientsId: watched.recipients
    cosmosId: watched.cosmos
    apiIds: watched.apis
    frontDoorId: watched.frontDoor
  }
}

module expiryAlerts 'expiryAlerts.bicep' = {
  params: {
    name: name
    location: location
    tags: tags
    vaultId: watched.vault
    recipientsId: watched.recipients
  }
}

module budget 'budget.bicep' = {
  params: { name: name, alerts: alerts }
}
