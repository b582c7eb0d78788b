import { z } from 'zod';
import { ConveyorError } from '../../shared/errors.ts';
import { endpoint } from '../../shared/http/endpoint.ts';
import { webFile, webMediaTypes } from '../../shared/http/webApp.ts';
import {
  frameSecurityPolicy,
  pageSecurityPolicy,
  webFileResponse,
} from '../../shared/http/webFileResponse.ts';

/** The names of these files contain a hash of their content or their version, so they never change. */
const unchanging = /^(assets|pdfjs-[\d.]+)\//;

/** `GET /app/{*path}` */
export const getWebFile = endpoint({
  name: 'getWebFile',
  method: 'GET',
  route: 'app/{*path}',
  summary: 'File of the page that converts documents',
  tag: 'documentation',
  auth: 'none',
  params: z.object({ path: z.string().meta({ examples: ['frame.html'] }) }),
  headers: z.object({ 'accept-encoding': z.string().optional(), 'if-none-match': z.string().optional() }),
  responses: {
    200: { description: 'The file.', body: { contentType: webMediaTypes } },
    304: { description: 'The cached file is current.' },
  },
  errors: ['not_found'],
  handler: async ({ params: { path }, headers }, { config }) => {
    const file = config.web === 'on' ? await webFile(path, headers['accept-encoding']) : undefined;
    if (!file) throw new ConveyorError('not_found');
    return webFileResponse(file, headers['if-none-match'], {
      vary: 'accept-encoding',
      'cache-control': unchanging.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
      'content-security-policy': path === 'frame.html' ? frameSecurityPolicy : pageSecurityPolicy,
      'referrer-policy': 'no-referrer',
    });
  },
});
