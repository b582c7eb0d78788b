using 'main.bicep'

// Production in one location. docs/deployment.md says how to add a second one.

param name = 'prod'
param locations = [{ name: 'westeurope', network: '10.40' }]
param hosting = { plan: 'premium', convertSize: 'EP2', zoneRedundant: true, nodeVersion: '24' }
param database = {
  freeTier: false
  throughput: 4000
  containers: { jobs: 4000, exposureKeys: 4000 }
  zoneRedundant: true
  backup: 'Continuous7Days'
}
param vaultNames = { secrets: [], keys: [], hasHsm: true }
param gateway = { requestsPerMinute: 1000 }
param alerts = {
  emails: [readEnvironmentVariable('ALERT_EMAIL', 'alerts@example.com')]
  budget: 4000
  budgetStart: '2027-01-01'
}
param logs = { days: 90, gigabytes: -1 }
param release = {
  version: readEnvironmentVariable('VERSION', '')
  staged: readEnvironmentVariable('STAGED_VERSION', '')
}
