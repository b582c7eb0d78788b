// Private endpoints of a location: to its own resources, and to those that all locations share.

import { locationSettings, tags as tagValues } from '../parameters.bicep'
import { sharedIds } from '../resources.bicep'

@description('Location.')
param location locationSettings

param tags tagValues

@description('Ends the names of the endpoints.')
param suffix string

@description('Subnet of the endpoints.')
param subnetId string

@description('Ids of the resources of this location.')
param local { host: string, transit: string, admin: string }

@description('Ids of the resources of all locations.')
param shared sharedIds

var endpoints = [
  { name: 'host-blob', kind: 'blob', resource: local.host }
  { name: 'host-queue', kind: 'queue', resource: local.host }
  { name: 'transit', kind: 'blob', resource: local.transit }
  { name: 'admin', kind: 'sites', resource: local.admin }
  { name: 'cosmos', kind: 'Sql', resource: shared.cosmos }
  { name: 'vault', kind: 'vault', resource: shared.vault }
  { name: 'exports', kind: 'blob', resource: shared.exports }
  { name: 'packages', kind: 'blob', resource: shared.packages }
]

module privateEndpoints 'privateEndpoint.bicep' = [
  for endpoint in endpoints: {
    scope: resourceGroup(location.?networkGroup ?? resourceGroup().name)
    params: {
      name: 'conveyor-${endpoint.name}-${suffix}'
      location: location.name
      tags: tags
      resourceId: endpoint.resource
      kind: endpoint.kind
      subnetId: subnetId
    }
  }
]
