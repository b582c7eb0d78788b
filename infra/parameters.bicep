// Types of the parameters of main.bicep.

import { roleName } from 'declarations.bicep'

@export()
@description('Tags of resources.')
type tags = {
  *: string
}

@export()
@description('Settings of apps by name, such as `LOG_LEVEL`.')
type settings = {
  *: string
}

@export()
@description('Further settings of apps: for every role, and by role.')
type settingsByRole = {
  all: settings?
  api: settings?
  admin: settings?
  convert: settings?
  batch: settings?
}

@export()
@description('An Azure location with apps, transit storage and queues of its own.')
type locationSettings = {
  @description('Name of the location, such as `westeurope`.')
  name: string

  @description('First two octets of its virtual network, such as `10.20`. Networks that are connected need different ones.')
  network: string

  @description('Resource group of its network and private DNS zones. Each location after the first needs its own, because a zone holds one address for each service. Default: the resource group of the deployment.')
  networkGroup: string?
}

@export()
@description('How the apps run.')
type hosting = {
  @description('Plan: `flex` for development, `premium` with a private network and staging slots.')
  plan: 'flex' | 'premium'

  @description('Size of the plan of the role convert on Elastic Premium.')
  convertSize: 'EP1' | 'EP2' | 'EP3'

  @description('Whether plans and storage are spread over zones.')
  zoneRedundant: bool

  nodeVersion: '22' | '24'
}

@export()
@description('Versions of the packages; only for the plan `premium`. Empty before the first release.')
type release = {
  @description('Version in production.')
  version: string

  @description('Version in the staging slots.')
  staged: string
}

@export()
@description('Throughput and copies of the database.')
type databaseSettings = {
  @description('Whether the account uses the free tier, of which a subscription has one.')
  freeTier: bool

  @description('Maximum throughput that all containers share, in RU/s, scaled from a tenth of it.')
  @minValue(1000)
  throughput: int

  @description('Maximum throughput of containers that do not share it, in RU/s, by name.')
  containers: {
    *: int
  }

  @description('Whether each location keeps copies in several zones.')
  zoneRedundant: bool

  @description('Backup policy. See "Backups" in docs/infrastructure.md.')
  backup: 'Continuous7Days' | 'Periodic'
}

@export()
@description('The public entrance: Front Door with a web application firewall.')
type gatewaySettings = {
  @description('Domain of the API, such as `api.example.com`. If absent, the address of Front Door is used.')
  domain: string?

  @description('Name of a certificate in the vault for the domain. If absent, Front Door obtains and renews one.')
  certificate: string?

  @description('Requests of a client address per minute above which further ones are refused.')
  requestsPerMinute: int
}

@export()
@description('Who and what reaches the landscape, and where it reaches.')
type access = {
  @description('Addresses (CIDR) of operators and pipelines, which reach the vault, the role admin and the staging slots.')
  operatorAddresses: string[]

  @description('Object ids of users or groups of Entra ID that create and rotate secrets and keys.')
  secretOfficers: string[]

  @description('Object ids of the identities of pipelines that publish packages.')
  packagePublishers: string[]

  @description('Address ranges that the role api reaches by HTTPS: Apple DeviceCheck, and the issuers of OpenID tokens.')
  apiDestinations: string[]
}

@export()
@description('A secret or key besides those that the code declares, such as the signing key of a region, and the roles that use it.')
type additionalName = {
  name: string
  roles: roleName[]
}

@export()
@description('What the vault holds besides the secrets that the code declares.')
type additionalNames = {
  @description('Secrets, such as a signing key of a region.')
  secrets: additionalName[]

  @description('Keys that sign and never leave the vault, besides those that the code declares.')
  keys: additionalName[]

  @description('Whether keys can be in a hardware security module.')
  hasHsm: bool
}

@export()
@description('Who is notified, and of what.')
type alertSettings = {
  @description('Email addresses that receive alerts.')
  emails: string[]

  @description('Monthly cost at which the addresses are notified, in the currency of the subscription.')
  budget: int

  @description('First day of the budget, the first of a month: `YYYY-MM-01`.')
  budgetStart: string
}

@export()
@description('Logs.')
type logging = {
  @description('Days during which they are kept, 30 to 730.')
  @minValue(30)
  @maxValue(730)
  days: int

  @description('Limit per day in GB, above which the rest of the day is lost; -1 for none.')
  gigabytes: int
}
