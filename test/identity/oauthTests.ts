import { createOrganisationClient } from '../../functions/admin/credentials/createOrganisationClient.ts';
import { getAuthorizationServer } from '../../functions/api/oauth/getAuthorizationServer.ts';
import { getPublicKeys } from '../../functions/api/oauth/getPublicKeys.ts';
import { issueAccessToken } from '../../functions/api/oauth/issueAccessToken.ts';
import { call } from '../http/call.ts';
import { credentialTests } from './credentialTests.ts';

export interface CreatedClient {
  id: string;
  clientSecret: string;
}

export const scopes = ['jobs:read', 'usage:read'];
export const acme = { organisation: 'acme' };
export const form = { grant_type: 'client_credentials' };
export const withSecret = ({ id, clientSecret }: CreatedClient) => ({
  ...form,
  client_id: id,
  client_secret: clientSecret,
});

export type OAuthTests = Awaited<ReturnType<typeof oauthTests>>;

/** Clients of the organisation `acme` and token requests, in one tenant. */
export async function oauthTests() {
  const tests = await credentialTests('acme');

  const create = (more: object = {}) =>
    tests.ok<CreatedClient>(createOrganisationClient, {
      as: tests.operator,
      params: acme,
      body: { name: 'Invoicing', scopes, ...more },
    });

  /** Sends a token request. */
  async function requestToken(
    parameters: Record<string, string> | string,
    headers: Record<string, string> = {},
    services = tests.services,
  ) {
    const response = await call(issueAccessToken, {
      services,
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body: new TextEncoder().encode(new URLSearchParams(parameters).toString()),
    });
    const body = JSON.parse(await response.text()) as Record<string, string>;
    return { status: response.status, headers: response.headers, body };
  }

  /** The access token of a client. */
  const tokenOf = async (created: CreatedClient, services = tests.services) =>
    (await requestToken(withSecret(created), {}, services)).body.access_token ?? '';

  /** Serves the requests of OAuth libraries from the endpoints. */
  async function serve(input: string | URL | Request, init?: RequestInit): Promise<Response> {
    const request = new Request(input, init);
    const endpoints = {
      '/.well-known/oauth-authorization-server': getAuthorizationServer,
      '/oauth2/token': issueAccessToken,
      '/oauth2/jwks': getPublicKeys,
    };
    const endpoint = endpoints[new URL(request.url).pathname as keyof typeof endpoints];
    const body = new Uint8Array(await request.arrayBuffer());
    const response = await call(endpoint, {
      services: tests.services,
      headers: Object.fromEntries(request.headers),
      ...(body.length > 0 && { body }),
    });
    return new Response(await response.text(), { status: response.status, headers: response.headers });
  }

  return { ...tests, create, requestToken, tokenOf, serve };
}
