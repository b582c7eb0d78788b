import { createClient, succeeded } from '../../../client/src/index.ts';
import { createChanges } from '../../shared/changes.ts';

const name = 'conveyor.token';
const changes = createChanges();

addEventListener('storage', ({ key }) => {
  if (key === null || key === name) changes.announce();
});

function save(token: string): void {
  localStorage.setItem(name, token);
  changes.announce();
}

function forget(): void {
  localStorage.removeItem(name);
  changes.announce();
}

/** The token of this browser, if it has one. */
export const useToken = (): string | null => changes.useValue(() => localStorage.getItem(name));

/** The token that requests of this tab had last. */
let used: string | undefined;
let pending: Promise<string> | undefined;

/**
 * The token of this browser. Without one the browser registers as a device, which an app with `REGISTRATION=open` accepts.
 * Tabs that start together register once.
 * @param renew whether the server has refused the token that was used last
 * @throws ApiError if the app does not register devices without a credential
 */
export async function token(renew = false): Promise<string> {
  const stored = localStorage.getItem(name);
  if (stored !== null && !(renew && stored === used)) {
    used = stored;
    return stored;
  }
  pending ??= inOneTab(() => register(stored)).finally(() => {
    pending = undefined;
  });
  used = await pending;
  return used;
}

/** @param refused the token that the server refused */
async function register(refused: string | null): Promise<string> {
  // Another tab may have registered while this one waited.
  const stored = localStorage.getItem(name);
  if (stored !== null && stored !== refused) return stored;
  // Without a token the page registers, or asks for another one.
  if (refused !== null) forget();
  const { data } = await succeeded(createClient({ url: '' }).api.POST('/v1/register'));
  save(data.token);
  return data.token;
}

/**
 * Uses the token of a device or an API token; with a registration token the browser registers.
 * @throws ApiError if the server refuses the token
 */
export async function signIn(credential: string): Promise<void> {
  const { api } = createClient({ url: '', credentials: credential });
  const { response } = await api.GET('/v1/jobs', { params: { query: { limit: 1 } } });
  save(response.ok ? credential : (await succeeded(api.POST('/v1/register'))).data.token);
}

/** Browsers offer locks to pages over https and on localhost only. */
function inOneTab(work: () => Promise<string>): Promise<string> {
  return navigator.locks ? navigator.locks.request(name, work) : work();
}
