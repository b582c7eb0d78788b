import { createApi, succeeded } from './api.ts';
import { ApiError, errorOf } from './apiError.ts';
import type { components } from './apiTypes.ts';
import { RepeatableRequest, transport } from './transport.ts';

/** Registers a device, which the `token` of the result identifies from then on: store it. @throws ApiError */
export async function registerDevice(
  url: string,
  request?: components['schemas']['RegistrationRequest'],
): Promise<components['schemas']['Registration']> {
  const { data } = await succeeded(
    createApi(url, {}).POST('/v1/register', { ...(request && { body: request }) }),
  );
  return data;
}

export interface ClientCredentials {
  /** The token endpoint. */
  tokenUrl: string;
  clientId: string;
  clientSecret: string;
  /** Scopes, separated by spaces. Default: those of the client. */
  scope?: string;
}

/** A token response (RFC 6749, section 5.1), or an error response (section 5.2). */
interface TokenResponse {
  access_token?: string;
  expires_in?: number;
  error?: string;
  error_description?: string;
}

/** A token is replaced when less than this part of its lifetime is left, so that it does not expire on its way. */
const renewalShare = 0.1;

/**
 * Credentials of an OAuth client (RFC 6749, section 4.4). One token serves all requests until shortly before it expires.
 * @returns a function for `credentials` of a client. It throws ApiError, with the OAuth error as its code.
 */
export function clientCredentials(options: ClientCredentials): (renew?: boolean) => Promise<string> {
  const send = transport({});
  let renewAt = 0;
  let token: Promise<string> | undefined;
  let isPending = false;

  const request = async (): Promise<string> => {
    const asked = performance.now();
    const response = await send(tokenRequest(options));
    // Without JSON, such as from a gateway, there is no token, which the error says.
    const body = (await response.json().catch(() => ({}))) as TokenResponse;
    if (!response.ok || body.access_token === undefined) throw tokenError(response, body);
    renewAt = asked + (body.expires_in ?? Number.POSITIVE_INFINITY) * 1000 * (1 - renewalShare);
    return body.access_token;
  };

  return (renew = false) => {
    // A token that is on its way is newer than one that was rejected.
    if (token !== undefined && (isPending || !(renew || performance.now() >= renewAt))) return token;
    isPending = true;
    token = request()
      .catch((error: unknown) => {
        token = undefined;
        throw error;
      })
      .finally(() => {
        isPending = false;
      });
    return token;
  };
}

function tokenRequest({ tokenUrl, clientId, clientSecret, scope }: ClientCredentials): RepeatableRequest {
  const body = new URLSearchParams({ grant_type: 'client_credentials', ...(scope && { scope }) });
  // RFC 6749, section 2.3.1: both are form-encoded before they are joined.
  const encoded = [clientId, clientSecret].map((text) =>
    new URLSearchParams({ '': text }).toString().slice(1),
  );
  const headers = { authorization: `Basic ${btoa(encoded.join(':'))}` };
  return new RepeatableRequest(tokenUrl, { method: 'POST', headers, body }, true);
}

function tokenError(response: Response, { error, error_description: description }: TokenResponse): ApiError {
  const { status } = response;
  if (error === undefined) return errorOf(response, undefined);
  return new ApiError({
    code: error,
    status,
    detail: description ?? `No token was issued: ${error}.`,
    retryable: false,
  });
}
