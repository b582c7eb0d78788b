// Receives webhooks, verifies their signatures, prints the events and writes results to out/:
// node examples/webhook-receiver.mjs <secret> [port]
import { createHmac, timingSafeEqual } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { basename, join } from 'node:path';
import { buffer } from 'node:stream/consumers';

const [, , secret, port = '9000'] = process.argv;
if (!secret) {
  console.error('Usage: node examples/webhook-receiver.mjs <secret> [port]');
  process.exit(1);
}

const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
const seen = new Set();

const server = createServer(async (request, response) => {
  const body = await buffer(request);
  if (!isSigned(request.headers, body)) {
    response.writeHead(401).end();
    console.error('Refused: the signature is invalid, or older than five minutes.');
    return;
  }
  // A webhook can arrive more than once, always with the same id.
  const id = request.headers['webhook-id'];
  if (!seen.has(id)) {
    seen.add(id);
    await receive(request.headers, body);
  }
  response.writeHead(204).end();
});

/** A body with a Content-Disposition is the result of the job (`callbackBody=result`), any other an event. */
async function receive(headers, body) {
  const name = /filename="?([^";]+)/.exec(headers['content-disposition'])?.[1];
  if (name === undefined) {
    const event = JSON.parse(body);
    console.log(`${event.type} ${event.data.id}`);
    return;
  }
  const file = join('out', basename(name));
  await mkdir('out', { recursive: true });
  await writeFile(file, body);
  console.log(`${file} ${headers['webhook-id']}`);
}

/** Standard Webhooks: an HMAC-SHA-256 of id, time and the bytes of the body; two after the secret was rotated. */
function isSigned(headers, body) {
  const timestamp = Number(headers['webhook-timestamp']);
  if (!(Math.abs(Date.now() / 1000 - timestamp) <= 300)) return false;
  const expected = createHmac('sha256', key)
    .update(`${headers['webhook-id']}.${timestamp}.`)
    .update(body)
    .digest();
  return `${headers['webhook-signature']}`.split(' ').some((signature) => {
    const given = Buffer.from(signature.replace(/^v1,/, ''), 'base64');
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}

server.listen(Number(port), '127.0.0.1', () => {
  console.log(`Waiting for webhooks at http://localhost:${server.address().port}/`);
});
