import type { JobView } from './view.ts';

/** The example job of the API documentation. */
export const exampleJob: JobView = {
  callerId: '0f8c1c1e-6d1b-4c5e-9a53-0c7b8f0c2a11',
  id: '01a1fd43-95f9-70c9-a351-0cbd4e465ce7',
  status: 'succeeded',
  steps: [{ type: 'convert', to: 'pdf' }],
  inputs: [
    {
      name: 'letter.docx',
      contentType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      size: 12_345,
    },
  ],
  createdAt: '2026-11-21T08:40:27.471Z',
  startedAt: '2026-11-21T08:40:27.718Z',
  endedAt: '2026-11-21T08:40:28.478Z',
  results: [
    {
      name: 'letter.pdf',
      contentType: 'application/pdf',
      size: 24_387,
      url: '/v1/jobs/01a1fd43-95f9-70c9-a351-0cbd4e465ce7/results/0',
    },
  ],
  usage: { documents: 1, pages: 1, bytesIn: 12_345, bytesOut: 24_387, engineMilliseconds: 41 },
};

const { startedAt: _, endedAt: __, results: ___, usage: ____, ...submitted } = exampleJob;

/** The same job right after submission. */
export const exampleSubmittedJob: JobView = { ...submitted, status: 'queued' };

/** Example submissions as JSON. */
export const exampleSubmissions = {
  url: { to: 'pdf', inputs: [{ url: 'https://example.com/letter.docx' }] },
  upload: {
    steps: [{ type: 'convert', to: 'pdf' }],
    inputs: [{ upload: '01a1fd43-95f9-70c9-a351-0cbd4e465ce7', name: 'letter.docx' }],
    callbackUrl: 'https://example.com/conveyor',
  },
};
