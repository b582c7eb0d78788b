import { alertSettings } from '../parameters.bicep'

@description('Name of the budget.')
param name string

@description('Amount, start and recipients.')
param alerts alertSettings

resource budget 'Microsoft.Consumption/budgets@2026-06-01' = {
  name: name
  properties: {
    category: 'Cost'
    amount: alerts.budget
    timeGrain: 'Monthly'
    timePeriod: { startDate: alerts.budgetStart }
    notifications: {
      forecast: {
        enabled: true
        operator: 'GreaterThan'
        threshold: 100
        thresholdType: 'Forecasted'
        contactEmails: alerts.emails
      }
      actual: {
        enabled: true
        operator: 'GreaterThan'
        threshold: 80
        thresholdType: 'Actual'
        contactEmails: alerts.emails
      }
    }
  }
}
