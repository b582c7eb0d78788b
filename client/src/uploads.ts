import { type Api, succeeded } from './api.ts';
import { ApiError, errorOf } from './apiError.ts';
import { RepeatableRequest, type Send } from './transport.ts';

export interface UploadOptions {
  signal?: AbortSignal | undefined;
  /** Receives how much of the file is stored, after each block. */
  onProgress?: ((progress: Progress) => void) | undefined;
}

export interface Progress {
  /** Bytes. */
  sent: number;
  total: number;
}

/** The API, and storage, to which requests go without the credential of the API. */
export interface Connection {
  api: Api;
  storage: Send;
}

/** Small enough to be sent again after a broken connection, large enough that requests do not slow down an upload. */
const blockBytes = 4 * 1024 * 1024;

/**
 * Stores a file directly in Blob Storage, in blocks (Put Block, Put Block List), each of which is retried.
 * @returns the id of the upload, for `inputs` of a job @throws ApiError; the reason of the signal
 */
export async function upload(
  { api, storage }: Connection,
  file: File,
  { signal, onProgress }: UploadOptions,
): Promise<string> {
  const { data } = await succeeded(
    api.POST('/v1/uploads', {
      body: { name: file.name, ...(file.type !== '' && { contentType: file.type }) },
      ...(signal && { signal }),
    }),
  );
  if (file.size > data.maximumBytes) {
    await api.DELETE('/v1/uploads/{id}', { params: { path: { id: data.id } } });
    throw tooLarge(file, data.maximumBytes);
  }
  const put = async (query: string, body: Blob | string) => {
    const init = { method: 'PUT', body, ...(signal && { signal }) };
    const response = await storage(new RepeatableRequest(`${data.url}&${query}`, init));
    if (!response.ok) throw errorOf(response, undefined);
    await response.body?.cancel();
  };
  const ids: string[] = [];
  for (let start = 0; start < file.size; start += blockBytes) {
    const end = Math.min(start + blockBytes, file.size);
    // All ids of a blob have the same length.
    const id = btoa(String(ids.length).padStart(6, '0'));
    await put(`comp=block&blockid=${encodeURIComponent(id)}`, file.slice(start, end));
    ids.push(id);
    onProgress?.({ sent: end, total: file.size });
  }
  const list = ids.map((id) => `<Latest>${id}</Latest>`).join('');
  await put('comp=blocklist', `<?xml version="1.0" encoding="utf-8"?><BlockList>${list}</BlockList>`);
  return data.id;
}

/** A job would refuse the file after it was uploaded. */
function tooLarge({ name, size }: File, maximum: number): ApiError {
  const detail = `“${name}” has ${size} bytes. The API accepts at most ${maximum} in the uploads of a job (MAXIMUM_UPLOAD_BYTES).`;
  return new ApiError({ code: 'body_too_large', status: 0, detail, retryable: false });
}
