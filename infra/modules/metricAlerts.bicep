// Alerts on metrics of the platform.

import { tags as tagValues } from '../parameters.bicep'

@description('Prefix of the names.')
param name string

param tags tagValues

@description('Recipients.')
param recipientsId string

@description('Database account.')
param cosmosId string

@description('Apps of the role api.')
param apiIds string[]

@description('Front Door profile; empty for none.')
param frontDoorId string

var metricRules = [
  {
    name: 'request-units'
    description: 'A partition of the database uses more than 90 % of its throughput.'
    scope: cosmosId
    metric: 'NormalizedRUConsumption'
    namespace: 'Microsoft.DocumentDB/databaseAccounts'
    aggregation: 'Maximum'
    threshold: 90
    dimensions: []
  }
  {
    name: 'throttled-requests'
    description: 'The database refused requests because its throughput was used up.'
    scope: cosmosId
    metric: 'TotalRequests'
    namespace: 'Microsoft.DocumentDB/databaseAccounts'
    aggregation: 'Count'
    threshold: 100
    dimensions: [{ name: 'StatusCode', operator: 'Include', values: ['429'] }]
  }
]
var appRules = map(range(0, length(apiIds)), index => {
  name: 'server-errors-${index}'
  description: 'The role api answered more than 50 requests in 15 minutes with a status of 500 or above.'
  scope: apiIds[index]
  metric: 'Http5xx'
  namespace: 'Microsoft.Web/sites'
  aggregation: 'Total'
  threshold: 50
  dimensions: []
})
var gatewayRules = empty(frontDoorId)
  ? []
  : [
      {
        name: 'server-error-rate'
        description: 'More than 5 % of the requests at Front Door were answered with a status of 500 or above.'
        scope: frontDoorId
        metric: 'Percentage5XX'
        namespace: 'Microsoft.Cdn/profiles'
        aggregation: 'Average'
        threshold: 5
        dimensions: []
      }
    ]

resource metricAlerts 'Microsoft.Insights/metricAlerts@2026-01-01' = [
  for rule in concat(metricRules, appRules, gatewayRules): {
    name: '${name}-${rule.name}'
    location: 'global'
    tags: tags
    properties: {
      description: rule.description
      severity: 2
      enabled: true
      scopes: [rule.scope]
      evaluationFrequency: 'PT5M'
      windowSize: 'PT15M'
      criteria: {
        'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
        allOf: [
          {
            criterionType: 'StaticThresholdCriterion'
            name: rule.name
            metricName: rule.metric
            metricNamespace: rule.namespace
            timeAggregation: rule.aggregation
            operator: 'GreaterThan'
            threshold: rule.threshold
            dimensions: rule.dimensions
          }
        ]
      }
      actions: [{ actionGroupId: recipientsId }]
      autoMitigate: true
    }
  }
]
