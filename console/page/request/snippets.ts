import type { Step } from '../session/step.ts';

/** A request that programs can send. */
export interface SentRequest {
  /** The address of the API. */
  origin: string;
  /** Names of the files that are sent. */
  files: readonly string[];
  /** Addresses that are sent instead of files, if any. */
  urls: readonly string[] | undefined;
  steps: readonly Step[];
  /** The token, or what stands for it. */
  token: string;
}

/** The request as programs send it: language → code. */
export const snippets = {
  curl: ({ origin, files, urls, steps, token }: SentRequest): string => {
    const authorization = `-H ${shell(`Authorization: Bearer ${token}`)}`;
    const content = urls
      ? [`--json ${shell(JSON.stringify({ steps, inputs: urls.map((url) => ({ url })) }))}`]
      : [
          `-F ${shell(`steps=${JSON.stringify(steps)}`)}`,
          ...files.map((name) => `-F ${shell(`file=@"${name}"`)}`),
        ];
    return [`curl ${origin}/v1/jobs`, authorization, "-H 'Prefer: wait=20'", ...content, '-OJ'].join(
      ' \\\n  ',
    );
  },

  TypeScript: ({ origin, files, urls, steps, token }: SentRequest): string => {
    const sources = urls
      ? `const inputs = ${JSON.stringify(urls.map((url) => ({ url })))};`
      : `const files = await Promise.all(${JSON.stringify(files)}.map((name) => openFile(name)));`;
    return [
      `import { createClient } from 'conveyor-client';`,
      ...(urls ? [] : [`import { openFile } from 'conveyor-client/node';`]),
      '',
      `const client = createClient({ url: ${JSON.stringify(origin)}, credentials: ${literal(token)} });`,
      sources,
      // In the call, so that the compiler knows the types of the steps.
      `const { id } = await client.submit({ ${urls ? 'inputs' : 'files'}, steps: ${JSON.stringify(steps)} });`,
      'await client.wait(id);',
      'const result = await client.download(id);',
    ].join('\n');
  },

  Python: ({ origin, files, urls, steps, token }: SentRequest): string => {
    const body = urls
      ? [`    json=${python({ steps, inputs: urls.map((url) => ({ url })) })},`]
      : [
          `    data={"steps": json.dumps(${python(steps)})},`,
          `    files=[${files.map((name) => `("file", open(${JSON.stringify(name)}, "rb"))`).join(', ')}],`,
        ];
    return [
      ...(urls ? [] : ['import json']),
      ...(token === placeholder ? ['import os'] : []),
      'import requests',
      '',
      'response = requests.post(',
      `    ${JSON.stringify(`${origin}/v1/jobs`)},`,
      `    headers={"Authorization": ${pythonToken(token)}, "Prefer": "wait=20"},`,
      ...body,
      ')',
      'response.raise_for_status()',
    ].join('\n');
  },
} as const;

export type Language = keyof typeof snippets;

/** Stands for the token, so that a copied request does not carry the secret. */
export const placeholder = '$TOKEN';

/** A shell word. The placeholder is a variable of the shell. */
function shell(text: string): string {
  if (text.endsWith(placeholder)) return `"${text}"`;
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

const literal = (token: string): string =>
  token === placeholder ? 'process.env.TOKEN' : JSON.stringify(token);

const pythonToken = (token: string): string =>
  token === placeholder ? 'f"Bearer {os.environ[\'TOKEN\']}"' : JSON.stringify(`Bearer ${token}`);

/** JSON as Python writes it. */
function python(value: unknown): string {
  if (value === true) return 'True';
  if (value === false) return 'False';
  if (value === null) return 'None';
  if (Array.isArray(value)) return `[${value.map(python).join(', ')}]`;
  if (typeof value === 'object')
    return `{${Object.entries(value as object)
      .map(([name, each]) => `${JSON.stringify(name)}: ${python(each)}`)
      .join(', ')}}`;
  return JSON.stringify(value);
}
