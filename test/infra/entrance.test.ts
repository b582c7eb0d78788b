import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folder, manifestFile } from '../../build/infrastructure/files.ts';
import { root } from '../../build/root.ts';
import type { Resource } from './arm/deploy.ts';
import { Landscape, landscapes } from './landscapes.ts';

const manifest = JSON.parse(readFileSync(manifestFile, 'utf8'));
const production = new Landscape(landscapes['two locations'] ?? {});

/** Metrics of the platform. https://learn.microsoft.com/azure/azure-monitor/reference/metrics-index */
const platformMetrics = [
  'Microsoft.Cdn/profiles Percentage5XX',
  'Microsoft.DocumentDB/databaseAccounts NormalizedRUConsumption',
  'Microsoft.DocumentDB/databaseAccounts TotalRequests',
  'Microsoft.Web/sites Http5xx',
];

test('alerts on logs search for lines that the code writes, and for functions that it has', () => {
  const source = globSync('{shared,functions}/**/*.ts', { cwd: root })
    .map((file) => readFileSync(join(root, file), 'utf8'))
    .join('\n');
  const { logs } = JSON.parse(readFileSync(join(folder, 'alertRules.json'), 'utf8'));
  const functions = Object.values<{ timers: string[] }>(manifest.roles).flatMap(({ timers }) => timers);
  for (const { name, query, events = [], functions: named = [] } of logs) {
    expect(events.length + named.length, name).toBeGreaterThan(0);
    for (const text of [...events, ...named]) expect(query, name).toContain(`'${text}'`);
    for (const event of events) expect(source, name).toContain(`'${event}'`);
    expect(functions, name).toEqual(expect.arrayContaining(named));
  }
  const rules = production.ofType('Microsoft.Insights/scheduledQueryRules');
  expect(rules).toHaveLength(logs.length);
  // The sweeps that exist are the sweeps that are watched.
  const late = logs.find(({ name }: { name: string }) => name === 'late-sweep');
  expect(late.functions.toSorted()).toEqual(functions.filter((each) => each.startsWith('sweep')).toSorted());
});

test('alerts on metrics name metrics of the platform', () => {
  const rules = production.ofType('Microsoft.Insights/metricAlerts');
  const named = rules.flatMap(({ properties }) =>
    (properties.criteria as { allOf: { metricNamespace: string; metricName: string }[] }).allOf.map(
      ({ metricNamespace, metricName }) => `${metricNamespace} ${metricName}`,
    ),
  );
  expect([...new Set(named)].toSorted()).toEqual(platformMetrics);
});

test('every alert notifies the recipients', () => {
  const [recipients] = production.ofType('Microsoft.Insights/actionGroups');
  const alerts = production.resources.filter(({ type }) =>
    /\/(metricAlerts|scheduledQueryRules|eventSubscriptions)$/.test(type),
  );
  expect(alerts.length).toBeGreaterThan(10);
  for (const { properties } of alerts)
    expect(JSON.stringify(properties)).toContain(`/actionGroups/${recipients?.name}`);
});

test('Front Door has routes to api and the exports of every location, and none to admin', () => {
  const hosts = production
    .ofType('Microsoft.Cdn/profiles/originGroups/origins')
    .map(({ properties }) => String(properties.hostName));
  const api = production.apps('api').map(({ name }) => `${name}.azurewebsites.net`);
  const [exports] = production
    .ofType('Microsoft.Storage/storageAccounts')
    .filter(({ name }) => name.startsWith('exports'));
  expect(api).toHaveLength(2);
  expect(hosts.toSorted()).toEqual(
    [
      ...api,
      `${exports?.name}.blob.core.windows.net`,
      `${exports?.name}-secondary.blob.core.windows.net`,
    ].toSorted(),
  );
  const [domain] = production.ofType('Microsoft.Cdn/profiles/customDomains');
  expect(domain?.properties).toMatchObject({
    hostName: 'api.example.com',
    tlsSettings: {
      minimumTlsVersion: 'TLS12',
      cipherSuiteSetType: 'TLS12_2023',
      certificateType: 'CustomerCertificate',
    },
  });
});

test('the firewall ignores the fields of the bodies of /v1/jobs, and nothing else', () => {
  const policy = production.ofType(
    'Microsoft.Network/FrontDoorWebApplicationFirewallPolicies',
  )[0] as Resource;
  const { managedRuleSets } = policy.properties.managedRules as {
    managedRuleSets: { ruleSetType: string; exclusions?: { matchVariable: string; selector: string }[] }[];
  };
  const exclusions = managedRuleSets.flatMap((set) => set.exclusions ?? []);
  const found = exclusions.map(({ matchVariable, selector }) => `${matchVariable} ${selector}`);
  expect(found.toSorted()).toEqual(
    ['RequestBodyJsonArgNames', 'RequestBodyPostArgNames']
      .flatMap((variable) => manifest.jobFields.map((field: string) => `${variable} ${field}`))
      .toSorted(),
  );
  expect(managedRuleSets.map(({ ruleSetType }) => ruleSetType)).toEqual([
    'Microsoft_DefaultRuleSet',
    'Microsoft_BotManagerRuleSet',
  ]);
});

test('the firewall limits the requests of an address to the API and to the token endpoint', () => {
  const [policy] = production.ofType('Microsoft.Network/FrontDoorWebApplicationFirewallPolicies');
  expect(policy?.properties.customRules).toMatchObject({
    rules: [
      {
        ruleType: 'RateLimitRule',
        rateLimitThreshold: 1000,
        matchConditions: [{ matchVariable: 'RequestUri', matchValue: ['/v1/', '/oauth2/'] }],
      },
    ],
  });
});

test('only convert and batch reach the internet', () => {
  const groups = production.ofType('Microsoft.Network/networkSecurityGroups');
  expect(groups).toHaveLength(8);
  for (const { name, properties } of groups) {
    const rules = properties.securityRules as { name: string }[];
    const isDenied = rules.some((rule) => rule.name === 'deny-internet');
    expect(isDenied, name).toBe(!/-(convert|batch)$/.test(name));
  }
});
