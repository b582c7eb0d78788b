interface Job {
  id: string;
  status: string;
  error?: { code: string; detail: string };
}

/**
 * Converts a file to PDF as a client app would: submit, wait, fetch.
 * @throws Error that says why it failed.
 */
export async function convertFile(options: {
  url: string;
  token: string;
  name: string;
  bytes: Uint8Array<ArrayBuffer>;
  progress: (status: string) => void;
}): Promise<Uint8Array> {
  const { url, token, name, bytes, progress } = options;
  const headers = { authorization: `Bearer ${token}` };
  progress('sending');
  const body = new FormData();
  body.set('to', 'pdf');
  body.set('file', new Blob([bytes]), name);
  let job = await read<Job>(await fetch(`${url}/v1/jobs`, { method: 'POST', headers, body }));
  while (job.status === 'queued' || job.status === 'running') {
    progress(job.status);
    job = await read<Job>(await fetch(`${url}/v1/jobs/${job.id}?wait=20`, { headers }));
  }
  if (job.status !== 'succeeded') throw new Error(job.error?.detail ?? job.status);
  progress('fetching');
  const result = await fetch(`${url}/v1/jobs/${job.id}/result`, { headers });
  if (!result.ok) throw new Error(await result.text());
  return new Uint8Array(await result.arrayBuffer());
}

async function read<T>(answer: Response): Promise<T> {
  const text = await answer.text();
  if (answer.ok) return JSON.parse(text) as T;
  throw new Error((JSON.parse(text) as { detail?: string }).detail ?? text);
}
