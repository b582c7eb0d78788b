import { z } from 'zod';

const moment = z.iso.datetime();

/** An upload as its caller sees it. */
export const uploadView = z
  .object({
    id: z.uuid().describe('UUIDv7. A job refers to it as `{ "upload": id }`.'),
    name: z.string(),
    contentType: z.string().optional(),
    createdAt: moment,
    expiresAt: moment.describe(
      'When the upload URL expires. A job can use the upload for one hour after its creation.',
    ),
  })
  .meta({ id: 'Upload' });

/** An upload right after its creation. */
export const exampleUpload: z.input<typeof uploadView> = {
  id: '01a1fd43-95f9-70c9-a351-0cbd4e465ce7',
  name: 'drawings.pptx',
  createdAt: '2026-11-21T08:40:27.471Z',
  expiresAt: '2026-11-21T08:55:27.471Z',
};
