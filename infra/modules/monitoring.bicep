import { logging, tags as tagValues } from '../parameters.bicep'

@description('Name of the workspace, the telemetry component and the group of recipients.')
param name string

param location string
param tags tagValues

@description('Email addresses that receive alerts.')
param emails string[]

@description('Retention and limit of logs.')
param logs logging

resource workspace 'Microsoft.OperationalInsights/workspaces@2026-03-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: logs.days
    workspaceCapping: { dailyQuotaGb: logs.gigabytes }
  }
}

resource component 'Microsoft.Insights/components@2020-02-02' = {
  name: name
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: workspace.id
    IngestionMode: 'LogAnalytics'
    // Addresses of callers are personal data.
    DisableIpMasking: false
  }
}

resource recipients 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: name
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: 'conveyor'
    emailReceivers: [for email in emails: { name: email, emailAddress: email, useCommonAlertSchema: true }]
  }
}

resource workbook 'Microsoft.Insights/workbooks@2023-06-01' = {
  name: guid(resourceGroup().id, name, 'workbook')
  location: location
  tags: tags
  kind: 'shared'
  properties: {
    displayName: 'Conveyor (${name})'
    category: 'workbook'
    sourceId: component.id
    serializedData: loadTextContent('../workbook.json')
  }
}

output workspaceId string = workspace.id
output componentId string = component.id
output recipientsId string = recipients.id

@description('Address of telemetry. It allows writing only.')
output connectionString string = component.properties.ConnectionString
