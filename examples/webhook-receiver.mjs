// Receives webhooks, verifies their signatures and prints the events:
// node examples/webhook-receiver.mjs <secret> [port]
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';

const [, , secret, port = '9000'] = process.argv;
if (!secret) {
  console.error('Usage: node examples/webhook-receiver.mjs <secret> [port]');
  process.exit(1);
}

const seen = new Set();

const server = createServer(async (request, response) => {
  const body = await text(request);
  try {
    // Throws if the signature is invalid, or older than five minutes.
    const event = new Webhook(secret).verify(body, request.headers);
    response.writeHead(204).end();
    // An event can arrive more than once, always with the same id.
    const id = request.headers['webhook-id'];
    if (seen.has(id)) return;
    seen.add(id);
    console.log(`${event.type} ${event.data.id}`);
  } catch (error) {
    response.writeHead(401).end();
    console.error(`Refused: ${error.message}`);
  }
});

server.listen(Number(port), '127.0.0.1', () => {
  console.log(`Waiting for webhooks at http://localhost:${server.address().port}/`);
});
