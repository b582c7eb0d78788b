import { readFileSync } from 'node:fs';
import { landscapesFile, templateFile } from '../../build/infrastructure/files.ts';
import type { DeployedRole } from '../../shared/permissions.ts';
import { deploy, type Resource, type Template } from './arm/deploy.ts';

const read = (file: string) => JSON.parse(readFileSync(file, 'utf8'));

/** The compiled template as it was committed. */
export const template: Template & { metadata: { sourceHash: string } } = read(templateFile);
const parameters: Record<string, Parameters> = read(landscapesFile);

/** Values of parameters, as far as the tests read them. */
export interface Parameters extends Record<string, unknown> {
  hosting?: { plan: string };
  locations?: object[];
  gateway?: object;
  release?: { version: string; staged: string };
  settings?: Record<string, Record<string, string>>;
  vaultNames?: Record<'secrets' | 'keys', { name: string; roles: string[] }[]> & { hasHsm: boolean };
}

/** The landscapes of the parameter files, and production in two locations with a domain and a released version. */
export const landscapes: Record<string, Parameters> = {
  ...parameters,
  'two locations': {
    ...parameters.prod,
    locations: [
      { name: 'westeurope', network: '10.40' },
      { name: 'northeurope', network: '10.41', networkGroup: 'conveyor-north' },
    ],
    gateway: { requestsPerMinute: 1000, domain: 'api.example.com', certificate: 'api-certificate' },
    vaultNames: {
      secrets: [{ name: 'export-signing-440', roles: ['batch'] }],
      keys: [{ name: 'export-signing-eu', roles: ['batch'] }],
      hasHsm: true,
    },
    release: { version: '1.2.3', staged: '1.2.4' },
  },
};

/** What a landscape deploys. */
export class Landscape {
  readonly resources: Resource[];
  readonly outputs: Record<string, { value: unknown }>;
  readonly isPremium: boolean;
  readonly isReleased: boolean;
  readonly hasGateway: boolean;
  /** The number of locations. */
  readonly locations: number;

  constructor(given: Parameters) {
    ({ resources: this.resources, outputs: this.outputs } = deploy(template, given));
    this.isPremium = given.hosting?.plan === 'premium';
    this.isReleased = Boolean(given.release?.version);
    this.hasGateway = given.gateway !== undefined;
    this.locations = given.locations?.length ?? 1;
  }

  ofType(type: string): Resource[] {
    return this.resources.filter((each) => each.type === type);
  }

  /** The apps of a role, or their staging slots: one for each location. */
  apps(role: DeployedRole, slot?: 'staging'): Resource[] {
    const type = slot ? 'Microsoft.Web/sites/slots' : 'Microsoft.Web/sites';
    return this.ofType(type).filter(({ name }) => name.startsWith(`conveyor-${role}-`));
  }
}

/** The settings of an app. */
export function settingsOf(app: Resource): Record<string, string> {
  const { appSettings } = app.properties.siteConfig as { appSettings: { name: string; value: string }[] };
  return Object.fromEntries(appSettings.map(({ name, value }) => [name, value]));
}
