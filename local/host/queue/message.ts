import type { DequeuedMessageItem } from '@azure/storage-queue';
import type { Binding, TypedData } from '../contract.ts';

const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** The decoded content of a message. `text` is undefined if the bytes are not UTF-8. */
export interface Payload {
  bytes: Uint8Array;
  text: string | undefined;
}

/** Decodes a message. @returns undefined if it is not valid base64 */
export function decodeMessage(messageText: string, encoding: 'base64' | 'none'): Payload | undefined {
  if (encoding === 'none') return { bytes: Buffer.from(messageText), text: messageText };
  if (!base64.test(messageText)) return undefined;
  const bytes = Buffer.from(messageText, 'base64');
  try {
    return { bytes, text: utf8.decode(bytes) };
  } catch {
    return { bytes, text: undefined };
  }
}

/** The input of a queue function. The library parses JSON text. */
export function messageInput(payload: Payload, binding: Binding): TypedData {
  return payload.text === undefined || binding.dataType === 'binary'
    ? { bytes: payload.bytes }
    : { string: payload.text };
}

/**
 * The trigger metadata of a message. As in Azure, the properties of a JSON message override the metadata of the queue: a message
 * with an `id` hides the message id.
 */
export function messageMetadata(
  message: Pick<
    DequeuedMessageItem,
    'messageId' | 'popReceipt' | 'dequeueCount' | 'insertedOn' | 'expiresOn' | 'nextVisibleOn'
  >,
  text: string | undefined,
): Record<string, TypedData> {
  return {
    Id: { string: message.messageId },
    PopReceipt: { string: message.popReceipt },
    DequeueCount: { json: String(message.dequeueCount) },
    InsertionTime: { json: time(message.insertedOn) },
    ExpirationTime: { json: time(message.expiresOn) },
    NextVisibleTime: { json: time(message.nextVisibleOn) },
    ...(text === undefined ? {} : { QueueTrigger: { string: text }, ...ownProperties(text) }),
  };
}

function ownProperties(text: string): Record<string, TypedData> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return {};
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
  const properties: Record<string, TypedData> = {};
  for (const [name, property] of Object.entries(value)) {
    if (property === null || Array.isArray(property)) continue;
    if (typeof property === 'object') properties[name] = { json: JSON.stringify(property) };
    // .NET formats booleans as True and False.
    else if (typeof property === 'boolean') properties[name] = { string: property ? 'True' : 'False' };
    else properties[name] = { string: String(property) };
  }
  return properties;
}

function time(date: Date): string {
  return JSON.stringify(date.toISOString().replace('Z', '+00:00'));
}
