// Names of resources, and types of what one module tells another.

import { roleName } from 'declarations.bicep'

@export()
@description('Name of the app of a role in a location. It is the first label of its address.')
func appNameOf(role roleName, suffix string, location string) string =>
  'conveyor-${role}-${locationSuffix(suffix, location)}'

@export()
@description('Identifies a location of the deployment in names that are unique in Azure.')
func locationSuffix(suffix string, location string) string => take(uniqueString(suffix, location), 8)

@export()
@description('Addresses of the resources that all locations use.')
type sharedAddresses = {
  cosmosEndpoint: string
  vaultUrl: string
  exportBlobs: string
  @description('Public address of the API, the same in every location.')
  publicUrl: string
  @description('Public address of the export files; empty without Front Door.')
  exportUrl: string
  applicationInsights: string
  @description('Front Door profile that may send requests; empty for none.')
  frontDoorId: string
  @description('Address of the packages; empty for the plan `flex`.')
  packages: string
}

@export()
@description('Addresses of the resources of one location.')
type localAddresses = {
  hostBlobs: string
  hostQueues: string
  transitBlobs: string
}

@export()
@description('A setting as an app stores it.')
type nameValuePair = {
  name: string
  value: string
}

@export()
@description('The identity of a role.')
type identity = {
  id: string
  principalId: string
  clientId: string
}

@export()
@description('Names of the apps of a location, by role.')
type appNames = {
  api: string
  admin: string
  convert: string
  batch: string
}

@export()
@description('Ids of the resources of all locations that have private endpoints in each.')
type sharedIds = {
  cosmos: string
  vault: string
  exports: string
  packages: string
}

@export()
@description('Ids of the roles of customRoles.bicep.')
type customRoleIds = {
  keySigner: string
  queueReceiver: string
}

@export()
@description('Ids of the definitions of roles of the database account.')
type cosmosRoleIds = {
  recordWriter: string
  recordReader: string
  metadataReader: string
}
