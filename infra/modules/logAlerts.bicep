// Alerts on log lines and runs of functions, from alertRules.json.

import { tags as tagValues } from '../parameters.bicep'

@description('Prefix of the names.')
param name string

param location string
param tags tagValues

@description('Telemetry component whose logs are searched.')
param componentId string

@description('Recipients.')
param recipientsId string

var logRules = loadJsonContent('../alertRules.json').logs

resource logAlerts 'Microsoft.Insights/scheduledQueryRules@2026-03-01' = [
  for rule in logRules: {
    name: '${name}-${rule.name}'
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: rule.name
      description: rule.description
      severity: rule.severity
      enabled: true
      scopes: [componentId]
      evaluationFrequency: rule.minutes > 60 ? 'PT1H' : 'PT5M'
      windowSize: 'PT${rule.minutes}M'
      criteria: {
        allOf: [
          {
            query: rule.query
            timeAggregation: 'Count'
            operator: 'GreaterThan'
            threshold: 0
            failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
          }
        ]
      }
      actions: { actionGroups: [recipientsId] }
      autoMitigate: true
    }
  }
]
