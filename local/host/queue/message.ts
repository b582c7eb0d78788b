import type { DequeuedMessageItem } from '@azure/storage-queue';
import type { Binding, TypedData } from '../contract.ts';

const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** What a message says: text where its bytes are UTF-8. */
export interface Payload {
  bytes: Uint8Array;
  text: string | undefined;
}

/** Decodes a message's text as the queue's encoding says; undefined when it is not valid base64. */
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

/** The input of a queue function. The library parses text that is JSON. */
export function messageInput(payload: Payload, binding: Binding): TypedData {
  return payload.text === undefined || binding.dataType === 'binary'
    ? { bytes: payload.bytes }
    : { string: payload.text };
}

/**
 * What an invocation is told about its message. The properties of a JSON message are laid over that, as in Azure, where a message with an `id` of its own hides
 * the queue's: an app reads from metadata only what its messages can't name.
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
    // .NET writes its booleans with a capital.
    else if (typeof property === 'boolean') properties[name] = { string: property ? 'True' : 'False' };
    else properties[name] = { string: String(property) };
  }
  return properties;
}

function time(date: Date): string {
  return JSON.stringify(date.toISOString().replace('Z', '+00:00'));
}
