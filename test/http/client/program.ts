import createClient, { type Client } from 'openapi-fetch';
import type { paths } from './schema.ts';

/** Uploads a file as a form with a generated client. @returns the PDF */
export async function convertForm(baseUrl: string, token: string, file: File): Promise<Blob> {
  const client = clientWith(baseUrl, token);
  const { response, error } = await client.POST('/v1/jobs', {
    body: { file, to: 'pdf' },
    bodySerializer: formOf,
  });
  if (error) throw new Error(`${error.code}: ${error.detail}`);
  return resultOf(client, response.headers.get('job-id') ?? '');
}

/** Uploads a file as the body with a generated client. @returns the PDF */
export async function convertBody(baseUrl: string, token: string, file: File): Promise<Blob> {
  const client = clientWith(baseUrl, token);
  const { response, error } = await client.POST('/v1/jobs', {
    params: { query: { to: 'pdf', filename: file.name } },
    headers: { 'content-type': 'application/octet-stream' },
    body: file,
    bodySerializer: (body) => body,
  });
  if (error) throw new Error(`${error.code}: ${error.detail}`);
  return resultOf(client, response.headers.get('job-id') ?? '');
}

/** Requests that the types of the client refuse. */
export const mistakes = [
  // @ts-expect-error: an unknown path
  (client: Client<paths>) => client.GET('/v1/job'),
  // @ts-expect-error: an unknown format
  (client: Client<paths>) => client.POST('/v1/jobs', { body: { file: new Blob(), to: 'exe' } }),
  // @ts-expect-error: a text instead of a file
  (client: Client<paths>) => client.POST('/v1/jobs', { body: { file: 'text', to: 'pdf' } }),
  (client: Client<paths>) =>
    // @ts-expect-error: an option of another step
    client.POST('/v1/jobs', { body: { steps: [{ type: 'encrypt', userPassword: 'a', angle: 90 }] } }),
];

function clientWith(baseUrl: string, token: string): Client<paths> {
  return createClient<paths>({ baseUrl, headers: { authorization: `Bearer ${token}` } });
}

async function resultOf(client: Client<paths>, id: string): Promise<Blob> {
  const { data, error } = await client.GET('/v1/jobs/{id}/result', {
    params: { path: { id }, query: { wait: 20 } },
    parseAs: 'blob',
  });
  if (!data) throw new Error(`${error?.code}: ${error?.detail}`);
  return data;
}

/** A form with a part for each property. */
function formOf(body: object): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(body)) form.set(name, value);
  return form;
}
