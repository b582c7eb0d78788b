import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartError } from './startError.ts';

interface LocalSettings {
  IsEncrypted?: boolean;
  Values?: Record<string, string>;
  ConnectionStrings?: Record<string, string | { ConnectionString: string }>;
  Host?: { LocalHttpPort?: number };
}

/**
 * Copies the values of local.settings.json to the environment, where Azure puts an app's settings. Existing variables win.
 *
 * @returns the file's `Host` section
 */
export function loadLocalSettings(directory: string): { LocalHttpPort?: number } {
  const settings = readJson<LocalSettings>(join(directory, 'local.settings.json'));
  if (!settings) return {};
  if (settings.IsEncrypted) throw new StartError('local.settings.json is encrypted. Decrypt it first.');
  for (const [name, value] of Object.entries(settings.Values ?? {})) process.env[name] ??= String(value);
  for (const [name, value] of Object.entries(settings.ConnectionStrings ?? {})) {
    process.env[`ConnectionStrings:${name}`] ??= typeof value === 'string' ? value : value.ConnectionString;
  }
  return settings.Host ?? {};
}

/** Reads a JSON file of the app. @returns undefined if it does not exist */
export function readJson<T>(path: string): T | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    return JSON.parse(text) as T;
  } catch (cause) {
    throw new StartError(`${path} is not valid JSON.`, { cause });
  }
}

/** An app setting. `a:b` may be written `a__b` because some shells do not allow a colon in a name. */
export function setting(name: string): string | undefined {
  return process.env[name] ?? process.env[name.replaceAll(':', '__')];
}

/** Replaces each `%NAME%` in a binding by the setting of that name. */
export function resolveSettings(text: string): string {
  return text.replace(/%([^%]*)%/g, (_, name: string) => {
    const value = setting(name);
    if (value === undefined) throw new StartError(`'%${name}%' does not resolve to a value. Set ${name}.`);
    return value;
  });
}

/** Whether `AzureWebJobs.<name>.Disabled` disables a function. */
export function isDisabled(functionName: string): boolean {
  const value =
    setting(`AzureWebJobs.${functionName}.Disabled`) ?? setting(`AzureWebJobs_${functionName}_Disabled`);
  return /^(1|true)$/i.test(value ?? '');
}
