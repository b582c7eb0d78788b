import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { decodeJwt } from 'jose';
import { describe, expect, it } from 'vitest';
import { environment } from '../../../local/cloud/environment.ts';
import { fetchToken } from '../../../local/cloud/identity/fetchToken.ts';
import { testCloud } from './testCloud.ts';

const cloud = testCloud();
const resource = 'https://storage.azure.com/';

const ask = (query: Record<string, string>, header?: string): Promise<Response> =>
  fetch(`${cloud.description.identityEndpoint}?${new URLSearchParams(query)}`, {
    headers: header === undefined ? {} : { 'X-IDENTITY-HEADER': header },
  });

describe('the managed identity', () => {
  it('issues a token for the resource, without its trailing slash', async () => {
    const claims = decodeJwt(await fetchToken(cloud.description, 'api', resource));
    expect(claims).toMatchObject({ aud: 'https://storage.azure.com', roles: ['api'] });
    expect(claims.iss).toBe(`https://sts.windows.net/${claims.tid}/`);
    expect(claims.exp).toBeGreaterThan(Date.now() / 1000);
  });

  it('has a separate identity for each role', async () => {
    const [api, batch] = await Promise.all([
      fetchToken(cloud.description, 'api', resource),
      fetchToken(cloud.description, 'batch', resource),
    ]);
    expect(decodeJwt(api).oid).not.toBe(decodeJwt(batch).oid);
  });

  it('responds like App Service', async () => {
    const header = cloud.description.identityHeaders.api;
    const answer = await ask({ 'api-version': '2019-08-01', resource }, header);
    expect(await answer.json()).toEqual({
      access_token: expect.any(String),
      expires_on: expect.stringMatching(/^\d+$/),
      resource: 'https://storage.azure.com',
      token_type: 'Bearer',
    });
  });

  it('rejects a wrong header, another version and a missing resource', async () => {
    const header = cloud.description.identityHeaders.api;
    const version = { 'api-version': '2019-08-01' };
    expect((await ask({ ...version, resource })).status).toBe(401);
    expect((await ask({ ...version, resource }, 'wrong')).status).toBe(401);
    expect((await ask({ 'api-version': '2017-09-01', resource }, header)).status).toBe(400);
    expect((await ask(version, header)).status).toBe(400);
  });

  it('lets an app use every service with only its settings', async () => {
    const app = new URL('appWithManagedIdentity.ts', import.meta.url).pathname;
    const { stdout } = await promisify(execFile)(process.execPath, [app], {
      env: { PATH: process.env.PATH, ...environment(cloud.description, { name: 'conveyor', role: 'all' }) },
    });
    expect(JSON.parse(stdout)).toEqual({
      blob: 'hello',
      message: 'hello',
      document: { id: 'a', text: 'hello' },
      secretLength: 43,
    });
  });
});
