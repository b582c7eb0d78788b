using 'main.bicep'

// The last step before production: the same parts, in their smallest sizes.

param name = 'stage'
param locations = [{ name: 'westeurope', network: '10.30' }]
param hosting = { plan: 'premium', convertSize: 'EP1', zoneRedundant: false, nodeVersion: '24' }
param database = {
  freeTier: false
  throughput: 1000
  containers: {}
  zoneRedundant: false
  backup: 'Periodic'
}
param gateway = { requestsPerMinute: 1000 }
param alerts = {
  emails: [readEnvironmentVariable('ALERT_EMAIL', 'alerts@example.com')]
  budget: 1500
  budgetStart: '2027-01-01'
}
param release = {
  version: readEnvironmentVariable('VERSION', '')
  staged: readEnvironmentVariable('STAGED_VERSION', '')
}
