import { roleName } from 'declarations.bicep'
import { settings } from 'parameters.bicep'
import { localAddresses, nameValuePair, sharedAddresses } from 'resources.bicep'

@export()
@description('Prefix of the queues of a staging slot.')
var stagingPrefix = 'staging-'

@export()
@description('The settings of a role that name its resources, for every plan.')
func resourceSettings(role roleName, clientId string, shared sharedAddresses, local localAddresses) settings => {
  CONVEYOR_ROLE: role
  AZURE_CLIENT_ID: clientId
  APPLICATIONINSIGHTS_CONNECTION_STRING: shared.applicationInsights
  COSMOS_ENDPOINT: shared.cosmosEndpoint
  KEY_VAULT_URL: shared.vaultUrl
  ExportStorage__blobServiceUri: shared.exportBlobs
  ...connection('AzureWebJobsStorage', local.hostBlobs, local.hostQueues, clientId)
  ...connection('TransitStorage', local.transitBlobs, local.hostQueues, clientId)
  // Without it the worker refuses headers of more than 16 KiB, which the host lets through.
  languageWorkers__node__arguments: '--max-http-header-size=65536'
  ...(role == 'api' ? { AzureWebJobsDisableHomepage: 'true', PUBLIC_URL: shared.publicUrl } : {})
  ...(role == 'api' && !empty(shared.frontDoorId) ? { FRONT_DOOR_ID: shared.frontDoorId } : {})
  ...(role == 'batch' && !empty(shared.exportUrl) ? { EXPORT_URL: shared.exportUrl } : {})
}

@description('A connection of the functions host that uses the identity of the role.')
func connection(name string, blobs string, queues string, clientId string) settings => {
  '${name}__blobServiceUri': blobs
  '${name}__queueServiceUri': queues
  '${name}__credential': 'managedidentity'
  '${name}__clientId': clientId
}

@export()
@description('The settings that stay with the staging slot in a swap. They keep it from the timers, queues and leases of production.')
func stagingSettings(hostId string, timers string[]) settings => {
  AzureFunctionsWebHost__hostid: hostId
  QUEUE_PREFIX: stagingPrefix
  ...toObject(timers, timer => disabledSetting(timer), timer => 'true')
}

@export()
@description('The settings of production that stay with it in a swap.')
func productionSettings(hostId string, timers string[]) settings => {
  AzureFunctionsWebHost__hostid: hostId
  QUEUE_PREFIX: ''
  ...toObject(timers, timer => disabledSetting(timer), timer => 'false')
}

@description('The setting that disables a function.')
func disabledSetting(function string) string => 'AzureWebJobs.${function}.Disabled'

@export()
@description('Names and values, as an app stores its settings.')
func nameValuePairs(values settings) nameValuePair[] =>
  map(items(values), each => { name: each.key, value: each.value })
