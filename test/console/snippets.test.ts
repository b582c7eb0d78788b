import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { placeholder, snippets } from '../../console/page/request/snippets.ts';

const request = {
  origin: 'https://conveyor.example',
  files: ["it's a letter.docx"],
  urls: undefined,
  steps: [{ type: 'convert', to: 'pdf', pdfua: true }],
  token: placeholder,
};

test('no snippet contains a token unless it is given', () => {
  for (const snippet of Object.values(snippets)) {
    expect(snippet(request)).toMatch(/\$TOKEN|process\.env\.TOKEN|os\.environ\['TOKEN'\]/);
    expect(snippet({ ...request, token: 'uuid.secret' })).toContain('uuid.secret');
  }
});

test('the shell passes the request of the snippet for curl unchanged', () => {
  const script = snippets.curl(request).replace(/^curl/, 'printf "%s\\n"');
  const words = execFileSync('sh', ['-c', script], { env: { TOKEN: 'secret' } })
    .toString()
    .split('\n');
  expect(words).toContain('Authorization: Bearer secret');
  expect(words).toContain(`steps=${JSON.stringify(request.steps)}`);
  expect(words).toContain(`file=@"it's a letter.docx"`);
});

test('an address is sent as JSON', () => {
  const address = { ...request, files: [], urls: ['https://example.com/a.docx'] };
  expect(snippets.curl(address)).toContain('"inputs":[{"url":"https://example.com/a.docx"}]');
  expect(snippets.TypeScript(address)).toContain('const inputs = [{"url":"https://example.com/a.docx"}];');
  expect(snippets.Python(address)).toContain('"pdfua": True');
});
