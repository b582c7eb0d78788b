import createOpenApiClient, { type Client } from 'openapi-fetch';
import { errorOf } from './apiError.ts';
import type { paths } from './apiTypes.ts';
import { RepeatableRequest, type TransportOptions, transport } from './transport.ts';

/** Typed calls of all endpoints. Each returns `data` or `error`, and the response. */
export type Api = Client<paths>;

/** @param url of the API, such as `https://api.example`. In a browser, `''` is the origin of the page. */
export function createApi(url: string, options: TransportOptions): Api {
  const send = transport(options);
  return createOpenApiClient<paths>({
    baseUrl: url,
    Request: RepeatableRequest,
    fetch: (request) => send(request as RepeatableRequest),
  });
}

/** @returns the data of a call, and its response @throws ApiError if it failed */
export async function succeeded<Data>(
  call: Promise<{ data?: Data; error?: unknown; response: Response }>,
): Promise<{ data: NonNullable<Data>; response: Response }> {
  const { data, error, response } = await call;
  if (!response.ok) throw errorOf(response, error);
  // Absent only if the response has no body, which its type then says.
  return { data: data as NonNullable<Data>, response };
}
