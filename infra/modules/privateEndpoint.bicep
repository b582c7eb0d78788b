import { dnsZones } from '../dnsZones.bicep'
import { tags as tagValues } from '../parameters.bicep'

@description('Name of the endpoint.')
param name string

param location string
param tags tagValues

@description('Resource to reach.')
param resourceId string

@description('Kind of endpoint.')
param kind 'blob' | 'queue' | 'Sql' | 'vault' | 'sites'

@description('Subnet of the endpoint, in the same resource group as the DNS zones.')
param subnetId string

resource zone 'Microsoft.Network/privateDnsZones@2024-06-01' existing = {
  name: dnsZones[kind]
}

resource endpoint 'Microsoft.Network/privateEndpoints@2025-09-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    subnet: { id: subnetId }
    privateLinkServiceConnections: [
      { name: kind, properties: { privateLinkServiceId: resourceId, groupIds: [kind] } }
    ]
  }

  resource zoneGroup 'privateDnsZoneGroups' = {
    name: 'default'
    properties: {
      privateDnsZoneConfigs: [
        { name: kind, properties: { privateDnsZoneId: zone.id } }
      ]
    }
  }
}
