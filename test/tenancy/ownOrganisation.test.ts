import { beforeAll, expect, test } from 'vitest';
import { createApiToken } from '../../functions/api/credentials/createApiToken.ts';
import { getOwnOrganisation } from '../../functions/api/organisation/getOwnOrganisation.ts';
import { listOwnAudit } from '../../functions/api/organisation/listOwnAudit.ts';
import { patchOwnOrganisation } from '../../functions/api/organisation/patchOwnOrganisation.ts';
import { type CredentialTests, credentialTests } from '../identity/credentialTests.ts';

let tests: CredentialTests;
let as: string;
beforeAll(async () => {
  tests = await credentialTests();
  as = await tests.adminOf('acme');
  await tests.adminOf('other');
});

test('an administrator changes the settings of its organisation, and nothing else', async () => {
  const settings = { allowedOrigins: ['https://app.acme.example'] };
  const patch = async (body: object) => {
    const stored = await tests.services.organisations.read(['acme'], 'acme');
    const etag = `"${Buffer.from(stored?.etag ?? '').toString('base64url')}"`;
    return tests.answer(patchOwnOrganisation, { as, headers: { 'if-match': etag }, body });
  };
  expect(await patch({ settings })).toMatchObject({ status: 200, body: { id: 'acme', settings } });
  expect(await patch({ tier: 'unlimited' })).toMatchObject({ status: 400, body: { code: 'bad_request' } });
  expect(await tests.ok(getOwnOrganisation, { as })).toMatchObject({ id: 'acme', tier: 'default', settings });
});

test('an administrator reads the audit log of its organisation, page by page', async () => {
  for (const name of ['One', 'Two', 'Three']) {
    tests.services.clock.advance({ seconds: 1 });
    await tests.ok(createApiToken, { as, body: { name, scopes: ['jobs:read'] } });
  }
  const names: unknown[] = [];
  for (let path: string | undefined = '/v1/organisation/audit?limit=2&action=createApiToken'; path; ) {
    const page: { entries: { subject: string; after: { name: string } }[]; next?: string } = await tests.ok(
      listOwnAudit,
      { as, path },
    );
    names.push(...page.entries.map(({ subject, after }) => `${subject} ${after.name}`));
    path = page.next;
  }
  expect(names).toEqual(['acme Three', 'acme Two', 'acme One']);
});
