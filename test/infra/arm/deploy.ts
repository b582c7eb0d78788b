import { evaluate, repeat } from './expression.ts';
import type { Scope } from './scope.ts';

/** A resource as a deployment creates it. */
export interface Resource {
  type: string;
  name: string;
  /** The resource to which a role assignment or subscription applies. */
  scope?: string;
  properties: Record<string, unknown>;
  [property: string]: unknown;
}

interface TemplateResource {
  type: string;
  existing?: boolean;
  condition?: unknown;
  copy?: { name: string; count: unknown };
  properties?: { template?: Template; parameters?: Record<string, unknown> };
}

export interface Template {
  parameters?: Record<string, { defaultValue?: unknown; nullable?: boolean }>;
  variables?: Record<string, unknown>;
  functions?: { namespace: string; members: Record<string, UserFunction> }[];
  resources: Record<string, TemplateResource>;
  outputs?: Record<string, { value?: unknown; copy?: { count: unknown; input: unknown } }>;
}

interface UserFunction {
  parameters: { name: string }[];
  output: { value: unknown };
}

interface Deployment {
  resources: Resource[];
  outputs: Record<string, { value: unknown }>;
}

/** What Azure answers about a resource after it is created, as far as the templates use it. */
const created: Record<string, (name: string) => object> = {
  'Microsoft.ManagedIdentity/userAssignedIdentities': (name) => ({
    principalId: `principal of ${name}`,
    clientId: `client of ${name}`,
  }),
  'Microsoft.Storage/storageAccounts': (name) => ({
    primaryEndpoints: {
      blob: `https://${name}.blob.core.windows.net/`,
      queue: `https://${name}.queue.core.windows.net/`,
    },
    secondaryEndpoints: { blob: `https://${name}-secondary.blob.core.windows.net/` },
  }),
  'Microsoft.DocumentDB/databaseAccounts': (name) => ({
    documentEndpoint: `https://${name}.documents.azure.com`,
  }),
  'Microsoft.KeyVault/vaults': (name) => ({ vaultUri: `https://${name}.vault.azure.net/` }),
  'Microsoft.Web/sites': (name) => ({ defaultHostName: `${name}.azurewebsites.net` }),
  'Microsoft.Insights/components': () => ({ ConnectionString: 'InstrumentationKey=telemetry' }),
  'Microsoft.Cdn/profiles': () => ({ frontDoorId: '5b1f6d0e-5f0a-4d57-9a39-1f6d4f0d8c11' }),
  'Microsoft.Cdn/profiles/afdEndpoints': () => ({ hostName: 'conveyor.z01.azurefd.net' }),
};

/**
 * The resources that a compiled template creates, those of its modules included.
 * @param given the values of parameters
 */
export function deploy(template: Template, given: Record<string, unknown>): Deployment {
  const variables = new Map<string, unknown>();
  const instances = new Map<string, Resource | Deployment>();
  const scope: Scope = {
    parameter: (name) => {
      const declared = template.parameters?.[name];
      if (!declared) throw new Error(`The template has no parameter ${name}.`);
      return given[name] ?? evaluate(declared.defaultValue ?? null, scope);
    },
    variable: (name) => {
      if (!variables.has(name)) variables.set(name, evaluate(variableOf(name), scope));
      return variables.get(name);
    },
    reference: (symbol, isFull) => {
      const instance = instanceOf(symbol);
      if (isDeployment(instance)) return { outputs: instance.outputs };
      const properties = { ...instance.properties, ...created[instance.type]?.(instance.name) };
      const principalId = `principal of ${instance.name}`;
      return isFull ? { properties, identity: { principalId } } : properties;
    },
    userFunction: (name) => {
      const [namespace, member = ''] = name.split('.');
      const found = template.functions?.find((each) => each.namespace === namespace)?.members[member];
      return found && ((values) => callUser(found, values, scope));
    },
    lambdaVariables: {},
    copyIndex: undefined,
  };

  function variableOf(name: string): unknown {
    const all = template.variables ?? {};
    if (Object.hasOwn(all, name)) return all[name];
    const copies = (all.copy ?? []) as { name: string; count: unknown; input: unknown }[];
    const copy = copies.find((each) => each.name === name);
    if (!copy) throw new Error(`The template has no variable ${name}.`);
    return repeat(copy, scope);
  }

  /** An instance of a resource: `name`, or `name[index]` of a loop. */
  function instanceOf(symbol: string): Resource | Deployment {
    let instance = instances.get(symbol);
    if (!instance) {
      const [, name = '', index] = /^(.+?)(?:\[(\d+)\])?$/.exec(symbol) ?? [];
      const declared = template.resources[name];
      if (!declared) throw new Error(`The template has no resource ${name}.`);
      instance = create(declared, { ...scope, copyIndex: index === undefined ? undefined : Number(index) });
      instances.set(symbol, instance);
    }
    return instance;
  }

  const all: Resource[] = [];
  for (const [symbol, declared] of Object.entries(template.resources)) {
    if (declared.existing) continue;
    const count = declared.copy && Number(evaluate(declared.copy.count, scope));
    for (let index = 0; index < (count ?? 1); index++) {
      if (
        declared.condition !== undefined &&
        evaluate(declared.condition, { ...scope, copyIndex: index }) !== true
      )
        continue;
      const instance = instanceOf(count === undefined ? symbol : `${symbol}[${index}]`);
      all.push(...(isDeployment(instance) ? instance.resources : [instance]));
    }
  }
  const outputs = Object.entries(template.outputs ?? {}).map(([name, { value, copy }]) => {
    const output = copy ? repeat({ name, ...copy }, scope) : evaluate(value, scope);
    return [name, { value: output }];
  });
  return { resources: all, outputs: Object.fromEntries(outputs) };
}

const isDeployment = (instance: Resource | Deployment): instance is Deployment => 'outputs' in instance;

function create(declared: TemplateResource, scope: Scope): Resource | Deployment {
  const module = declared.properties?.template;
  if (!module) {
    const { dependsOn, copy, condition, ...resource } = declared as TemplateResource & {
      dependsOn?: unknown;
    };
    return evaluate(resource, scope) as Resource;
  }
  const parameters = evaluate(declared.properties?.parameters ?? {}, scope) as Record<
    string,
    { value: unknown }
  >;
  return deploy(
    module,
    Object.fromEntries(Object.entries(parameters).map(([name, { value }]) => [name, value])),
  );
}

function callUser({ parameters, output }: UserFunction, values: unknown[], scope: Scope): unknown {
  const given = new Map(parameters.map(({ name }, index) => [name, values[index]]));
  return evaluate(output.value, { ...scope, parameter: (name) => given.get(name), lambdaVariables: {} });
}
