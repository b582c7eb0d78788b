interface Observer {
  /** Receives how much of the body is sent, from 0 to 1. */
  onPart: (part: number) => void;
  /** Ends the submission while its body is not sent completely. After that the server may have accepted it. */
  signal: AbortSignal;
}

/** The submissions that are under way: idempotency key → its observer. */
const observers = new Map<string, Observer>();

/** Observes a submission while `work` runs. @param key its idempotency key */
export async function observed<Value>(
  key: string,
  observer: Observer,
  work: () => Promise<Value>,
): Promise<Value> {
  observers.set(key, observer);
  try {
    return await work();
  } finally {
    observers.delete(key);
  }
}

/** Like `fetch`. A submission is sent by XMLHttpRequest, because `fetch` does not report how much of a body is sent. */
export async function sendWithProgress(request: Request): Promise<Response> {
  const observer = observers.get(request.headers.get('idempotency-key') ?? '');
  if (!observer) return fetch(request);
  const { onPart, signal } = observer;
  const body = await request.blob();
  return new Promise((resolve, reject) => {
    const sender = new XMLHttpRequest();
    sender.open(request.method, request.url);
    sender.responseType = 'blob';
    for (const [name, value] of request.headers) sender.setRequestHeader(name, value);
    const abort = () => sender.abort();
    signal.addEventListener('abort', abort);
    sender.upload.onprogress = ({ loaded, total }) => onPart(loaded / total);
    sender.upload.onload = () => signal.removeEventListener('abort', abort);
    sender.onload = () => resolve(responseOf(sender));
    sender.onabort = () => reject(signal.reason);
    sender.onerror = () => reject(new TypeError('The connection failed.'));
    sender.send(body);
  });
}

function responseOf(sender: XMLHttpRequest): Response {
  const lines = sender.getAllResponseHeaders().trim().split('\r\n');
  const headers = lines.map((line): [string, string] => {
    const end = line.indexOf(':');
    return [line.slice(0, end), line.slice(end + 1).trim()];
  });
  return new Response(sender.response as Blob, { status: sender.status, headers });
}
