import { fork } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

it('a LibreOffice child that cannot start sends the reason and exits', async () => {
  const entry = fileURLToPath(
    new URL('../../../shared/conversion/libreoffice/libreofficeChild.ts', import.meta.url),
  );
  const child = fork(entry, ['no settings'], { cwd: tmpdir(), env: {}, stdio: 'ignore' });
  const ended = once(child, 'exit');
  const [message] = await once(child, 'message');
  expect(message).toMatchObject({ type: 'unready', message: expect.stringContaining('JSON') });
  expect(await ended).toEqual([null, 'SIGKILL']);
});
