// The network of a location: a subnet for each kind of outbound access, one for private endpoints, and the DNS zones of these.

import { dnsZones } from '../dnsZones.bicep'
import { tags as tagValues } from '../parameters.bicep'

@description('Name of the network.')
param name string

param location string
param tags tagValues

@description('First two octets of its addresses.')
param prefix string

@description('Address ranges that the role api reaches by HTTPS: Apple DeviceCheck and the issuers of OpenID tokens.')
param apiDestinations string[]

var vnetOnly = [
  {
    name: 'deny-internet'
    properties: {
      priority: 4000
      direction: 'Outbound'
      access: 'Deny'
      protocol: '*'
      sourceAddressPrefix: '*'
      sourcePortRange: '*'
      destinationAddressPrefix: 'Internet'
      destinationPortRange: '*'
    }
  }
]
// Tokens of the identity and telemetry have no private endpoint.
var platform = map(['AzureActiveDirectory', 'AzureMonitor'], tag => {
  name: 'allow-${toLower(tag)}'
  properties: {
    priority: tag == 'AzureMonitor' ? 210 : 200
    direction: 'Outbound'
    access: 'Allow'
    protocol: 'Tcp'
    sourceAddressPrefix: '*'
    sourcePortRange: '*'
    destinationAddressPrefix: tag
    destinationPortRange: '443'
  }
})
var issuers = empty(apiDestinations)
  ? []
  : [
      {
        name: 'allow-issuers'
        properties: {
          priority: 220
          direction: 'Outbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: '*'
          sourcePortRange: '*'
          destinationAddressPrefixes: apiDestinations
          destinationPortRange: '443'
        }
      }
    ]

// convert and batch fetch URLs that callers name, and send webhooks. api and admin share a subnet, because a plan connects
// to two at most.
var apps = 'Microsoft.Web/serverFarms'
var subnets = [
  { name: 'web', octet: '0.0/24', delegation: apps, rules: [...platform, ...issuers, ...vnetOnly] }
  { name: 'convert', octet: '1.0/24', delegation: apps, rules: [] }
  { name: 'batch', octet: '2.0/24', delegation: apps, rules: [] }
  { name: 'endpoints', octet: '3.0/24', delegation: '', rules: vnetOnly }
]

resource groups 'Microsoft.Network/networkSecurityGroups@2025-09-01' = [
  for subnet in subnets: {
    name: '${name}-${subnet.name}'
    location: location
    tags: tags
    properties: { securityRules: subnet.rules }
  }
]

resource network 'Microsoft.Network/virtualNetworks@2025-09-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    addressSpace: { addressPrefixes: ['${prefix}.0.0/20'] }
    subnets: [
      for (subnet, index) in subnets: {
        name: subnet.name
        properties: {
          addressPrefix: '${prefix}.${subnet.octet}'
          networkSecurityGroup: { id: groups[index].id }
          privateEndpointNetworkPolicies: empty(subnet.delegation) ? 'Enabled' : 'Disabled'
          delegations: empty(subnet.delegation)
            ? []
            : [{ name: 'apps', properties: { serviceName: subnet.delegation } }]
        }
      }
    ]
  }
}

resource zones 'Microsoft.Network/privateDnsZones@2024-06-01' = [
  for zone in items(dnsZones): {
    name: zone.value
    location: 'global'
    tags: tags
  }
]

resource links 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = [
  for (zone, index) in items(dnsZones): {
    parent: zones[index]
    name: name
    location: 'global'
    properties: { registrationEnabled: false, virtualNetwork: { id: network.id } }
  }
]

output id string = network.id
