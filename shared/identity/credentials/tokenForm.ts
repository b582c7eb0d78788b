import { crc32 } from 'node:zlib';

/** The prefix of each kind of token, by which secret scanners and people recognise it. */
const prefixes = {
  token: 'conv_',
  registration: 'conv_registration_',
  client: 'conv_client_',
  operator: 'conv_operator_',
} as const;
export type TokenKind = keyof typeof prefixes;

const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** 62^43 is just above 2^256, and 62^6 above 2^32. */
const secretLength = 43;
const checksumLength = 6;

/** 256 bits as the secret part of a token. */
export const secretOf = (bytes: Uint8Array) =>
  base62(BigInt(`0x${Buffer.from(bytes).toString('hex')}`), secretLength);

/**
 * A token: prefix, UUID of the credential without hyphens, secret, and the CRC-32 of all that in base 62. The checksum lets a
 * secret scanner exclude texts that only look like a token.
 */
export function tokenOf(kind: TokenKind, id: string, secret: string): string {
  const body = prefixes[kind] + id.replaceAll('-', '') + secret;
  return body + checksumOf(body);
}

/** The parts of a token. @returns `undefined` if it is not a token of this kind, or its checksum is wrong */
export function partsOf(kind: TokenKind, token: string): { id: string; secret: string } | undefined {
  if (!token.startsWith(prefixes[kind])) return undefined;
  const [, hex, secret, checksum] =
    /^([0-9a-f]{32})([0-9A-Za-z]{43})([0-9A-Za-z]{6})$/.exec(token.slice(prefixes[kind].length)) ?? [];
  if (!hex || !secret || checksum !== checksumOf(token.slice(0, -checksumLength))) return undefined;
  return { id: hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'), secret };
}

const checksumOf = (text: string) => base62(BigInt(crc32(text)), checksumLength);

function base62(value: bigint, length: number): string {
  let text = '';
  for (let rest = value; text.length < length; rest /= 62n) text = digits[Number(rest % 62n)] + text;
  return text;
}
