import { tags as tagValues } from '../parameters.bicep'

@description('Name of the plan.')
param name string

param location string
param tags tagValues

@description('`EP…` for Elastic Premium, `FC1` for Flex Consumption.')
param sku 'FC1' | 'EP1' | 'EP2' | 'EP3'

@description('Maximum instances; only for Elastic Premium.')
@minValue(1)
@maxValue(100)
param maximumInstances int = 20

@description('Whether instances are spread over zones; only for Elastic Premium.')
param zoneRedundant bool = false

var isFlex = sku == 'FC1'

resource plan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: name
  location: location
  tags: tags
  kind: isFlex ? 'functionapp' : 'elastic'
  sku: { name: sku, tier: isFlex ? 'FlexConsumption' : 'ElasticPremium' }
  properties: isFlex
    ? { reserved: true }
    : { reserved: true, maximumElasticWorkerCount: maximumInstances, zoneRedundant: zoneRedundant }
}

output id string = plan.id
