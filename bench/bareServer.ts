import { createServer } from 'node:http';

// The baseline of requests: node:http alone, with a response as long as a registration's.
const body = JSON.stringify({ uuid: 'x'.repeat(36), secret: 'x'.repeat(43), token: 'x'.repeat(80) });
const server = createServer((request, response) => {
  request.resume();
  response.writeHead(201, { 'content-type': 'application/json', 'content-length': body.length }).end(body);
});
server.listen(0, '127.0.0.1', () => process.send?.(server.address()));
process.on('disconnect', () => process.exit());
