import { z } from 'zod';
import { type OperatorRole, operatorRoles } from '../caller.ts';
import { type CreatedCredential, createdCredentials } from '../credentials/credential.ts';
import { credentialId, credentialName, day, expiresInDays } from '../credentials/credentialFields.ts';

/** The key of an operator as stored in Cosmos DB. Only a hash of its secret is stored. Times are ISO 8601, UTC. */
export interface OperatorKey extends CreatedCredential {
  name: string;
  role: OperatorRole;
  expiresAt: string;
}

const role = z.enum(operatorRoles).describe('A `reader` changes nothing.');

export const operatorKeyRequest = z
  .strictObject({ name: credentialName, role, expiresInDays: expiresInDays(366, 90) })
  .meta({ id: 'OperatorKeyRequest' });

export const operatorKeyView = z
  .object({
    id: credentialId,
    name: credentialName,
    role,
    createdAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
    lastUsed: day.optional().describe('The day of the last use, UTC; absent if it was never used.'),
  })
  .meta({ id: 'OperatorKey' });

export const createdOperatorKey = operatorKeyView
  .extend({
    key: z.string().describe('`conv_operator_…`, the bearer token of requests. It is shown only once.'),
  })
  .meta({ id: 'CreatedOperatorKey' });

export const operatorKeysContainer = createdCredentials('operatorKeys');
