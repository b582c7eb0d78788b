import type { CloudDescription } from '../description.ts';
import type { Principal } from './identity.ts';

/** Gets a token for a resource from the managed identity endpoint. */
export async function fetchToken(
  cloud: CloudDescription,
  principal: Principal,
  resource: string,
): Promise<string> {
  const url = new URL(cloud.identityEndpoint);
  url.search = String(new URLSearchParams({ 'api-version': '2019-08-01', resource }));
  const answer = await fetch(url, { headers: { 'X-IDENTITY-HEADER': cloud.identityHeaders[principal] } });
  if (!answer.ok) throw new Error(`The identity endpoint returned status ${answer.status}.`);
  return ((await answer.json()) as { access_token: string }).access_token;
}
