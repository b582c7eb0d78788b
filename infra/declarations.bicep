// Types of manifest.json, which holds what the code declares.

@export()
@description('A role of the app that is deployed on its own.')
type roleName = 'api' | 'admin' | 'convert' | 'batch'

@export()
@description('A container as Cosmos DB stores it.')
type containerDefinition = {
  id: string
  partitionKey: { paths: string[], kind: 'Hash' | 'MultiHash', version: 1 | 2 }
  @description('Seconds after the last change until a record is deleted.')
  defaultTtl: int
  indexingPolicy: {
    includedPaths: { path: string }[]
    excludedPaths: { path: string }[]
    compositeIndexes: { path: string, order: 'ascending' | 'descending' }[][]?
  }
}

@export()
@description('What a role uses, as the code declares it.')
type roleDeclaration = {
  timers: string[]
  reads: string[]
  writes: string[]
  receives: string[]
  sends: string[]
  secrets: string[]
  keys: string[]
  exports: 'read' | 'write' | 'none'
}

@export()
@description('What each role uses.')
type roleDeclarations = {
  api: roleDeclaration
  admin: roleDeclaration
  convert: roleDeclaration
  batch: roleDeclaration
}
