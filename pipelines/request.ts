/** A request to an app. Its response must arrive within `seconds`. */
export interface AppRequest {
  method?: string;
  token?: string | undefined;
  headers?: Record<string, string>;
  /** A form, or a value that is sent as JSON. */
  body?: FormData | object;
  /** Default: 60. */
  seconds?: number;
}

/**
 * Sends a request to an app or slot. If FRONT_DOOR_ID is set, it has the header with which an app behind Front Door recognises its
 * gateway: a slot has no route there.
 * @throws Error with one sentence if there is no response in time
 */
export async function request(
  url: string,
  { method = 'GET', token, headers = {}, body, seconds = 60 }: AppRequest = {},
): Promise<Response> {
  const { FRONT_DOOR_ID: frontDoor } = process.env;
  const isForm = body instanceof FormData;
  try {
    return await fetch(url, {
      method,
      headers: {
        ...(frontDoor && { 'x-azure-fdid': frontDoor }),
        ...(token && { authorization: `Bearer ${token}` }),
        ...(body && !isForm && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body && { body: isForm ? body : JSON.stringify(body) }),
      signal: AbortSignal.timeout(seconds * 1000),
    });
  } catch (cause) {
    const isLate = cause instanceof Error && cause.name === 'TimeoutError';
    const reason = isLate ? `within ${seconds} s` : `(${codeOf(cause)})`;
    throw new Error(`${method} ${url}: no response ${reason}.`, { cause });
  }
}

/**
 * Sends a request whose response must have a status of success.
 * @throws Error with the status and the beginning of the body
 */
export async function requestOk(url: string, options: AppRequest = {}): Promise<Response> {
  const response = await request(url, options);
  if (response.ok) return response;
  const text = (await response.text()).slice(0, 300);
  throw new Error(`${options.method ?? 'GET'} ${url}: status ${response.status}: ${text}`);
}

function codeOf(error: unknown): string {
  const { cause, message } = error as { cause?: { code?: string; message?: string }; message?: string };
  return cause?.code ?? cause?.message ?? message ?? 'unknown';
}
