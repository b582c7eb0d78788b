// Routes of Front Door: to the API, and to the export files as a CDN. None leads to the role admin.

@description('Name of the profile and its endpoint.')
param name string

@description('Id of the domain of the API; empty for none.')
param domainId string

@description('Hosts of the apps of the role api, one for each location.')
param apiHosts string[]

@description('Hosts of the export files: the account, and its secondary.')
param exportHosts string[]

@description('Firewall policy.')
param firewallId string

resource profile 'Microsoft.Cdn/profiles@2025-12-01' existing = {
  name: name
}

resource endpoint 'Microsoft.Cdn/profiles/afdEndpoints@2025-12-01' existing = {
  parent: profile
  name: name
}

resource apiGroup 'Microsoft.Cdn/profiles/originGroups@2025-12-01' = {
  parent: profile
  name: 'api'
  properties: {
    sessionAffinityState: 'Disabled'
    healthProbeSettings: {
      probePath: '/health/ready'
      probeProtocol: 'Https'
      probeRequestType: 'GET'
      probeIntervalInSeconds: 30
    }
    loadBalancingSettings: { sampleSize: 4, successfulSamplesRequired: 3, additionalLatencyInMilliseconds: 50 }
  }

  resource origins 'origins' = [
    for (host, index) in apiHosts: {
      name: 'api-${index}'
      properties: {
        hostName: host
        originHostHeader: host
        httpsPort: 443
        priority: 1
        weight: 100
        enabledState: 'Enabled'
        enforceCertificateNameCheck: true
      }
    }
  ]
}

resource exportGroup 'Microsoft.Cdn/profiles/originGroups@2025-12-01' = {
  parent: profile
  name: 'exports'
  properties: {
    sessionAffinityState: 'Disabled'
    // The files are not public: Front Door reads them with its own identity.
    authentication: { type: 'SystemAssignedIdentity', scope: 'https://storage.azure.com/.default' }
    loadBalancingSettings: { sampleSize: 4, successfulSamplesRequired: 3, additionalLatencyInMilliseconds: 50 }
  }

  resource origins 'origins' = [
    for (host, index) in exportHosts: {
      name: 'exports-${index}'
      properties: {
        hostName: host
        originHostHeader: host
        httpsPort: 443
        priority: min(index + 1, 5)
        weight: 100
        enabledState: 'Enabled'
        enforceCertificateNameCheck: true
      }
    }
  ]
}

var domains = empty(domainId) ? [] : [{ id: domainId }]

resource exportRoute 'Microsoft.Cdn/profiles/afdEndpoints/routes@2025-12-01' = {
  parent: endpoint
  name: 'exports'
  properties: {
    originGroup: { id: exportGroup.id }
    patternsToMatch: ['/exports/*']
    supportedProtocols: ['Https']
    httpsRedirect: 'Disabled'
    forwardingProtocol: 'HttpsOnly'
    linkToDefaultDomain: 'Enabled'
    customDomains: domains
    cacheConfiguration: { queryStringCachingBehavior: 'IgnoreQueryString' }
  }
  dependsOn: [exportGroup::origins]
}

resource apiRoute 'Microsoft.Cdn/profiles/afdEndpoints/routes@2025-12-01' = {
  parent: endpoint
  name: 'api'
  properties: {
    originGroup: { id: apiGroup.id }
    patternsToMatch: ['/*']
    supportedProtocols: ['Http', 'Https']
    httpsRedirect: 'Enabled'
    forwardingProtocol: 'HttpsOnly'
    linkToDefaultDomain: 'Enabled'
    customDomains: domains
  }
  dependsOn: [apiGroup::origins]
}

resource security 'Microsoft.Cdn/profiles/securityPolicies@2025-12-01' = {
  parent: profile
  name: 'firewall'
  properties: {
    parameters: {
      type: 'WebApplicationFirewall'
      wafPolicy: { id: firewallId }
      associations: [{ domains: [{ id: endpoint.id }, ...domains], patternsToMatch: ['/*'] }]
    }
  }
}
