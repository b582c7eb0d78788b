import { tags as tagValues } from '../parameters.bicep'
import { identity as identityType } from '../resources.bicep'

@description('Name of the identity.')
param name string

param location string
param tags tagValues

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: name
  location: location
  tags: tags
}

output identity identityType = {
  id: identity.id
  principalId: identity.properties.principalId
  clientId: identity.properties.clientId
}
