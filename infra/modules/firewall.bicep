import { tags as tagValues } from '../parameters.bicep'

@description('Name of the policy: letters and digits.')
param name string

param tags tagValues

@description('Requests of a client address per minute above which further ones are refused.')
param requestsPerMinute int

@description('Fields of the bodies of `/v1/jobs`, which contain documents, templates and addresses.')
param jobFields string[]

// Documents and templates contain text that looks like an attack. The app checks every field itself.
var bodyExclusions = flatten(map(jobFields, field => [
  { matchVariable: 'RequestBodyPostArgNames', selectorMatchOperator: 'StartsWith', selector: field }
  { matchVariable: 'RequestBodyJsonArgNames', selectorMatchOperator: 'StartsWith', selector: field }
]))

resource policy 'Microsoft.Network/FrontDoorWebApplicationFirewallPolicies@2025-11-01' = {
  name: name
  location: 'global'
  tags: tags
  sku: { name: 'Premium_AzureFrontDoor' }
  properties: {
    policySettings: {
      enabledState: 'Enabled'
      mode: 'Prevention'
      requestBodyCheck: 'Enabled'
      customBlockResponseStatusCode: 403
    }
    customRules: {
      rules: [
        {
          name: 'RateLimit'
          priority: 100
          enabledState: 'Enabled'
          ruleType: 'RateLimitRule'
          rateLimitDurationInMinutes: 1
          rateLimitThreshold: requestsPerMinute
          groupBy: [{ variableName: 'SocketAddr' }]
          matchConditions: [
            { matchVariable: 'RequestUri', operator: 'Contains', matchValue: ['/v1/', '/oauth2/'] }
          ]
          action: 'Block'
        }
      ]
    }
    managedRules: {
      managedRuleSets: [
        {
          ruleSetType: 'Microsoft_DefaultRuleSet'
          ruleSetVersion: '2.1'
          ruleSetAction: 'Block'
          exclusions: bodyExclusions
        }
        // Clients are programs, so rules against bots that name themselves would refuse them.
        {
          ruleSetType: 'Microsoft_BotManagerRuleSet'
          ruleSetVersion: '1.1'
          ruleGroupOverrides: [
            {
              ruleGroupName: 'UnknownBots'
              rules: [
                { ruleId: 'Bot300600', enabledState: 'Disabled', action: 'Log' }
                { ruleId: 'Bot300700', enabledState: 'Disabled', action: 'Log' }
              ]
            }
          ]
        }
      ]
    }
  }
}

output id string = policy.id
