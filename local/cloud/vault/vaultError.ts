/** An error response of Key Vault, with the error body of Azure. */
export class VaultError extends Error {
  readonly status: number;
  readonly body: object;
  readonly headers: Record<string, string>;

  constructor(
    status: number,
    code: string,
    message: string,
    { inner, headers = {} }: { inner?: string; headers?: Record<string, string> } = {},
  ) {
    super(message);
    this.status = status;
    this.headers = headers;
    this.body = { error: { code, message, ...(inner ? { innererror: { code: inner } } : {}) } };
  }
}

export const unauthorized = (tenant: string, message: string): VaultError =>
  new VaultError(401, 'Unauthorized', message, {
    headers: {
      'www-authenticate': `Bearer authorization="https://login.windows.net/${tenant}", resource="https://vault.azure.net"`,
    },
  });

export const forbidden = (): VaultError =>
  new VaultError(403, 'Forbidden', 'Caller is not authorized to perform action on resource.', {
    inner: 'ForbiddenByRbac',
  });

type Kind = 'secret' | 'key';
const titles: Record<Kind, string> = { secret: 'Secret', key: 'Key' };

export const disabled = (kind: Kind = 'secret'): VaultError =>
  new VaultError(403, 'Forbidden', `Operation is not allowed on a disabled ${kind}.`, {
    inner: `${titles[kind]}Disabled`,
  });

export const notFound = (name: string, kind: Kind = 'secret'): VaultError =>
  new VaultError(
    404,
    `${titles[kind]}NotFound`,
    `A ${kind} with (name/id) ${name} was not found in this key vault.`,
  );

export const badParameter = (message: string): VaultError => new VaultError(400, 'BadParameter', message);

export const throttled = (retryAfter: number): VaultError =>
  new VaultError(429, 'Throttled', 'Request was not processed because too many requests were received.', {
    headers: { 'retry-after': String(retryAfter) },
  });
