using 'main.bicep'

// Development: scales to zero, in the free tier of Cosmos DB, reachable from the internet.

param name = 'dev'
param database = {
  freeTier: true
  throughput: 1000
  containers: {}
  zoneRedundant: false
  backup: 'Periodic'
}
param settings = {
  all: { LOG_LEVEL: 'debug' }
}
param logs = { days: 30, gigabytes: 1 }
