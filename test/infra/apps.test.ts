import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { manifestFile } from '../../build/infrastructure/files.ts';
import { readConfiguration, settings } from '../../shared/configuration.ts';
import { type DeployedRole, deployedRoles } from '../../shared/permissions.ts';
import { Landscape, landscapes, settingsOf } from './landscapes.ts';

const manifest = JSON.parse(readFileSync(manifestFile, 'utf8'));
const timersOf = (role: DeployedRole) =>
  (manifest.roles[role].timers as string[]).map((timer) => `AzureWebJobs.${timer}.Disabled`);

const ofEveryRole = [
  'AzureWebJobsStorage__blobServiceUri',
  'AzureWebJobsStorage__clientId',
  'AzureWebJobsStorage__credential',
  'AzureWebJobsStorage__queueServiceUri',
  'TransitStorage__clientId',
  'TransitStorage__credential',
  'languageWorkers__node__arguments',
];
const ofPremium = [
  'FUNCTIONS_EXTENSION_VERSION',
  'FUNCTIONS_WORKER_RUNTIME',
  'WEBSITE_RUN_FROM_PACKAGE_BLOB_MI_RESOURCE_ID',
];

/** The settings that the functions host and the platform read. */
const hostSettings = (role: DeployedRole, { isPremium, isReleased }: Landscape) => [
  ...ofEveryRole,
  ...(role === 'api' ? ['AzureWebJobsDisableHomepage'] : []),
  ...(isPremium ? [...ofPremium, 'AzureFunctionsWebHost__hostid', ...timersOf(role)] : []),
  ...(isReleased ? ['WEBSITE_RUN_FROM_PACKAGE'] : []),
];

/** The settings that the code of a role reads and that a landscape cannot leave at their defaults. */
const codeSettings = (role: DeployedRole, { isPremium, hasGateway }: Landscape) => [
  ...['CONVEYOR_ROLE', 'AZURE_CLIENT_ID', 'APPLICATIONINSIGHTS_CONNECTION_STRING', 'COSMOS_ENDPOINT'],
  ...['KEY_VAULT_URL', 'ExportStorage__blobServiceUri'],
  ...['TransitStorage__blobServiceUri', 'TransitStorage__queueServiceUri'],
  ...(isPremium ? ['QUEUE_PREFIX'] : []),
  ...(role === 'api' ? ['PUBLIC_URL'] : []),
  ...(hasGateway && role === 'api' ? ['FRONT_DOOR_ID'] : []),
  ...(hasGateway && role === 'batch' ? ['EXPORT_URL'] : []),
];

const namesOfCode = new Set<string>(Object.values(settings).map(({ name }) => name));

test.each(Object.entries(landscapes))(
  'the apps of %s have the settings that they read, and no other',
  (_, parameters) => {
    const landscape = new Landscape(parameters);
    for (const role of deployedRoles) {
      const further = Object.keys({ ...parameters.settings?.all, ...parameters.settings?.[role] });
      for (const name of further) expect(namesOfCode, name).toContain(name);
      const expected = [...hostSettings(role, landscape), ...codeSettings(role, landscape), ...further];
      const [apps, slots] = [landscape.apps(role), landscape.apps(role, 'staging')];
      expect(apps).toHaveLength(landscape.locations);
      expect(slots).toHaveLength(landscape.isPremium ? landscape.locations : 0);
      for (const app of [...apps, ...slots]) {
        const given = settingsOf(app);
        expect(Object.keys(given).toSorted(), app.name).toEqual(expected.toSorted());
        // Complete and valid for the app itself.
        expect(readConfiguration(given)).toMatchObject({ role, keyVaultVerifyChallenge: true });
      }
    }
  },
);

test.each([
  ['dev', `https://${new Landscape(landscapes.dev ?? {}).apps('api')[0]?.name}.azurewebsites.net`],
  ['prod', 'https://conveyor.z01.azurefd.net'],
  ['two locations', 'https://api.example.com'],
])('the issuer of the access tokens of %s is its public address, in every location and slot', (name, url) => {
  const landscape = new Landscape(landscapes[name] ?? {});
  expect(landscape.outputs.apiUrl?.value).toBe(url);
  for (const app of [...landscape.apps('api'), ...landscape.apps('api', 'staging')])
    expect(settingsOf(app).PUBLIC_URL, app.name).toBe(url);
});

const premium = Object.entries(landscapes).filter(([, parameters]) => new Landscape(parameters).isPremium);

test.each(premium)('the staging slots of %s take no work of production', (_, parameters) => {
  const landscape = new Landscape(parameters);
  for (const role of deployedRoles)
    landscape.apps(role, 'staging').forEach((slot, index) => {
      const [staging, production] = [settingsOf(slot), settingsOf(landscape.apps(role)[index] ?? slot)];
      const differing = Object.keys(staging).filter((name) => staging[name] !== production[name]);
      const sticky = ['AzureFunctionsWebHost__hostid', 'QUEUE_PREFIX', ...timersOf(role)];
      expect(differing.filter((name) => name !== 'WEBSITE_RUN_FROM_PACKAGE').toSorted()).toEqual(
        sticky.toSorted(),
      );
      expect(staging.QUEUE_PREFIX).toMatch(/^[a-z0-9]+-$/);
      for (const timer of timersOf(role))
        expect([staging[timer], production[timer]]).toEqual(['true', 'false']);
      for (const { AzureFunctionsWebHost__hostid: id } of [staging, production])
        expect(id).toMatch(/^[a-z0-9-]{1,32}$/);

      const names = landscape
        .ofType('Microsoft.Web/sites/config')
        .find(({ name }) => name === `${slot.name.split('/')[0]}/slotConfigNames`);
      expect(new Set(names?.properties.appSettingNames as string[])).toEqual(new Set(sticky));
    });
});

test('packages are named by role and version, and each slot has its own version', () => {
  const landscape = new Landscape(landscapes['two locations'] ?? {});
  for (const role of deployedRoles) {
    const packageOf = (slot?: 'staging') =>
      landscape.apps(role, slot).map((app) => settingsOf(app).WEBSITE_RUN_FROM_PACKAGE);
    for (const url of packageOf())
      expect(url).toMatch(new RegExp(`^https://packages.*/packages/conveyor-${role}-1\\.2\\.3\\.zip$`));
    for (const url of packageOf('staging'))
      expect(url).toMatch(new RegExp(`/conveyor-${role}-1\\.2\\.4\\.zip$`));
  }
});

test.each(Object.entries(landscapes))(
  'the apps of %s are reached by TLS 1.2 and tokens only, admin by operators only',
  (_, parameters) => {
    const landscape = new Landscape(parameters);
    for (const role of deployedRoles)
      for (const app of [...landscape.apps(role), ...landscape.apps(role, 'staging')]) {
        const { siteConfig, httpsOnly } = app.properties as {
          siteConfig: Record<string, unknown>;
          httpsOnly: boolean;
        };
        expect(httpsOnly).toBe(true);
        expect(siteConfig).toMatchObject({
          minTlsVersion: '1.2',
          minTlsCipherSuite: expect.stringMatching(/GCM/),
        });
        const rules = siteConfig.ipSecurityRestrictions as { ipAddress: string }[];
        const isOpen = siteConfig.ipSecurityRestrictionsDefaultAction !== 'Deny';
        expect(isOpen).toBe(!landscape.isPremium && role === 'api');
        expect(rules.some(({ ipAddress }) => ipAddress === 'AzureFrontDoor.Backend')).toBe(
          landscape.isPremium && role === 'api',
        );
      }
    const publishing = landscape.resources.filter(({ type }) =>
      type.endsWith('/basicPublishingCredentialsPolicies'),
    );
    const apps =
      landscape.ofType('Microsoft.Web/sites').length + landscape.ofType('Microsoft.Web/sites/slots').length;
    expect(publishing.map(({ properties }) => properties)).toEqual(Array(2 * apps).fill({ allow: false }));
  },
);
