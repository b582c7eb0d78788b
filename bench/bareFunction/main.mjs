import { app } from '@azure/functions';

app.setup({ enableHttpStream: true });
app.http('health', {
  route: 'health',
  methods: ['GET'],
  authLevel: 'anonymous',
  handler: async () => ({ body: 'ok' }),
});
