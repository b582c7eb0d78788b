import { beforeAll, expect, test } from 'vitest';
import { listAudit } from '../../functions/admin/audit/listAudit.ts';
import { createOperatorKey } from '../../functions/admin/operators/createOperatorKey.ts';
import { listOperatorKeys } from '../../functions/admin/operators/listOperatorKeys.ts';
import { revokeOperatorKey } from '../../functions/admin/operators/revokeOperatorKey.ts';
import { authenticateOperator } from '../../shared/identity/authenticateOperator.ts';
import { type CredentialTests, credentialTests } from './credentialTests.ts';

let tests: CredentialTests;
beforeAll(async () => {
  tests = await credentialTests();
});

interface Created {
  id: string;
  key: string;
}
const create = (name: string, role: 'reader' | 'admin', headers = {}) =>
  tests.ok<Created>(createOperatorKey, { as: tests.operator, body: { name, role }, headers });

test('an operator authenticates with a key of its own, and only a hash of it is stored', async () => {
  const { id, key } = await create('Ada', 'admin');
  expect(key).toMatch(/^conv_operator_/);
  expect(await authenticateOperator(`Bearer ${key}`, tests.services)).toEqual({
    kind: 'operator',
    operatorId: `Ada (${id})`,
    role: 'admin',
  });
  const stored = JSON.stringify((await tests.services.operatorKeys.read([id], id))?.record);
  expect(stored).not.toContain(key.slice(-49, -6));
});

test('a reader reads, and changes nothing', async () => {
  const { id, key } = await create('Monitoring', 'reader');
  expect((await tests.answer(listOperatorKeys, { as: key })).status).toBe(200);
  for (const [endpoint, request] of [
    [createOperatorKey, { body: { name: 'Mine', role: 'admin' } }],
    [revokeOperatorKey, { params: { id } }],
  ] as const)
    expect(await tests.answer(endpoint, { as: key, ...request })).toMatchObject({
      status: 403,
      body: { code: 'insufficient_role' },
    });
});

test('a list shows no key, and a revoked or expired key is refused at once', async () => {
  const [revoked, expired] = await Promise.all([create('Revoked', 'admin'), create('Expired', 'admin')]);
  const listed = await tests.answer(listOperatorKeys, { as: tests.operator });
  expect(JSON.stringify(listed.body)).not.toContain('conv_operator_');
  const statusOf = async ({ key }: Created) => (await tests.answer(listOperatorKeys, { as: key })).status;
  await tests.ok(revokeOperatorKey, { as: tests.operator, params: { id: revoked.id } });
  expect([await statusOf(revoked), await statusOf(expired)]).toEqual([401, 200]);
  tests.services.clock.advance({ days: 90 });
  expect(await statusOf(expired)).toBe(401);
});

test('the audit log names the operator, and not the key', async () => {
  tests.services.clock.advance({ seconds: 1 });
  const { id, key } = await create('Grace', 'admin');
  await tests.ok(createOperatorKey, { as: key, body: { name: 'Second', role: 'reader' } });
  const { body } = await tests.answer(listAudit, { as: tests.operator, path: '/?subject=deployment' });
  expect(body?.entries).toContainEqual(
    expect.objectContaining({
      actor: { kind: 'operator', id: `Grace (${id})`, role: 'admin' },
      after: expect.objectContaining({ name: 'Second', role: 'reader' }),
    }),
  );
  expect(JSON.stringify(body)).not.toContain('conv_operator_');
});

test('the operator key of the vault can be switched off', async () => {
  const { key } = await create('Only', 'admin');
  const services = { ...tests.services, config: { ...tests.services.config, acceptOperatorKey: false } };
  await expect(authenticateOperator(`Bearer ${tests.operator}`, services)).rejects.toMatchObject({
    code: 'unauthorized',
  });
  expect(await authenticateOperator(`Bearer ${key}`, services)).toMatchObject({ role: 'admin' });
});
