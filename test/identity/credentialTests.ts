import { expect } from 'vitest';
import { createOrganisationApiToken } from '../../functions/admin/credentials/createOrganisationApiToken.ts';
import type { ConveyorError } from '../../shared/errors.ts';
import type { Endpoint } from '../../shared/http/endpoint.ts';
import { callersWith } from '../../shared/identity/access.ts';
import { authenticate } from '../../shared/identity/authenticate.ts';
import type { Scope, TenantCaller } from '../../shared/identity/caller.ts';
import { createOrganisation } from '../harness/organisations.ts';
import { rotate } from '../harness/rotate.ts';
import { type TestServices, testServices } from '../harness/services.ts';
import { call } from '../http/call.ts';

interface Request {
  /** The bearer token. */
  as?: string;
  params?: Record<string, string>;
  /** Path with query. */
  path?: string;
  headers?: Record<string, string>;
  body?: object;
}

interface Answer {
  status: number;
  body: Record<string, unknown> | undefined;
}

export type CredentialTests = Awaited<ReturnType<typeof credentialTests>>;

/** Organisations and requests for the tests of credentials, in one tenant. */
export async function credentialTests(...organisations: string[]) {
  const services: TestServices = await testServices();
  const operator = (await services.vault.current('operator-key')).value;

  const addOrganisation = (id: string) => createOrganisation(services, { id });
  for (const id of organisations) await addOrganisation(id);

  const send = (endpoint: Endpoint, { as, body, headers, ...request }: Request) =>
    call(endpoint, {
      services,
      ...request,
      headers: { ...headers, ...(as !== undefined && { authorization: `Bearer ${as}` }) },
      ...(body && { body: JSON.stringify(body) }),
    });

  async function answer(endpoint: Endpoint, request: Request): Promise<Answer> {
    const response = await send(endpoint, request);
    const text = await response.text();
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
  }

  /** The body of a successful response. */
  async function ok<Body>(endpoint: Endpoint, request: Request): Promise<Body> {
    const { status, body } = await answer(endpoint, request);
    expect(status, JSON.stringify(body)).toBeLessThan(300);
    return body as Body;
  }

  /** The headers of a response. */
  const headersOf = async (endpoint: Endpoint, request: Request): Promise<Record<string, string>> =>
    Object.fromEntries((await send(endpoint, request)).headers);

  /** An API token with the scope `organisation:admin` of an organisation, which is created if it does not exist. */
  async function adminOf(organisation: string): Promise<string> {
    await addOrganisation(organisation);
    services.clock.advance({ minutes: 1 });
    const { token } = await ok<{ token: string }>(createOrganisationApiToken, {
      as: operator,
      params: { organisation },
      body: { name: 'Administrator', scopes: ['organisation:admin'] },
    });
    return token;
  }

  /** The caller of a bearer token, or the code of the error. */
  function callerOf(token: string, scope: Scope, by = services): Promise<TenantCaller | string> {
    return authenticate(`Bearer ${token}`, callersWith(scope), by).catch(
      (error: ConveyorError) => error.code,
    );
  }

  const rotatePepper = () => rotate('device-pepper', `after ${services.clock.now().toISOString()}`, services);

  return { services, operator, addOrganisation, answer, ok, headersOf, adminOf, callerOf, rotatePepper };
}
