import { createServer } from 'node:http';

// The baseline of requests: node:http alone, with an answer as long as that of a registration.
const body = JSON.stringify({ uuid: 'x'.repeat(36), secret: 'x'.repeat(43), token: 'x'.repeat(80) });
const server = createServer((request, answer) => {
  request.resume();
  answer.writeHead(201, { 'content-type': 'application/json', 'content-length': body.length }).end(body);
});
server.listen(0, '127.0.0.1', () => process.send?.(server.address()));
process.on('disconnect', () => process.exit());
