import { z } from 'zod';
import { type Step, stepsSchema } from '../../shared/conversion/steps.ts';
import { ConveyorError } from '../../shared/errors.ts';
import { endpoint } from '../../shared/http/endpoint.ts';
import { harmlessFileName } from '../../shared/http/fileName.ts';
import { uploadBody } from '../../shared/http/uploadBody.ts';
import { exampleSubmittedJob } from '../../shared/jobs/example.ts';
import { submit } from '../../shared/jobs/submit.ts';
import { jobView, view } from '../../shared/jobs/view.ts';

const fields = z.strictObject({
  to: z.string().optional().describe('Short for one `convert` step to this format, such as `pdf`.'),
  steps: z.string().optional().describe('The steps as JSON, in place of `to`.'),
});

export const submitJob = endpoint({
  name: 'submitJob',
  method: 'POST',
  route: 'v1/jobs',
  summary: 'Submit a job',
  description:
    'Takes a file as multipart/form-data (`file`, `to`) or as the body itself (`?to=pdf&filename=letter.docx`). With an `Idempotency-Key` the same request within 24 hours is the same job.',
  tag: 'jobs',
  auth: 'device',
  query: z.strictObject({
    to: z.string().optional().describe('As the field `to`.'),
    filename: z.string().max(255).optional().describe('The name of a file that is the body itself.'),
  }),
  headers: z.object({
    'idempotency-key': z
      .string()
      .regex(/^[\x21-\x7e]{1,255}$/, 'must be 1 to 255 visible ASCII characters')
      .optional(),
  }),
  body: uploadBody({ maximumBytes: (config) => config.maximumInputBytes, maximumFiles: 1, fields }),
  responses: {
    202: {
      description: 'The job is taken.',
      body: jobView,
      examples: { submitted: exampleSubmittedJob },
      headers: { Location: 'Where the job is.', 'Retry-After': 'Seconds after which to ask for it.' },
    },
  },
  errors: [
    'empty_file',
    'type_mismatch',
    'unsupported_conversion',
    'zip_limits',
    'password_required',
    'corrupt_file',
    'idempotency_key_reused',
  ],
  handler: async ({ caller, query, headers, body }, services) => {
    const [file] = body.files;
    if (!file) throw new ConveyorError('bad_request', { detail: 'There is no file.' });
    const job = await submit(
      {
        caller,
        files: [
          {
            name: query.filename === undefined ? file.name : harmlessFileName(query.filename),
            bytes: file.bytes,
          },
        ],
        steps: stepsOf({ ...body.fields, to: body.fields.to ?? query.to }),
        idempotencyKey: headers['idempotency-key'],
      },
      services,
    );
    return {
      status: 202,
      headers: { location: `/v1/jobs/${job.id}`, 'retry-after': '1' },
      body: view(job),
    };
  },
});

/** The steps that a request names, by `to` or at length. */
function stepsOf({ to, steps }: { to?: string | undefined; steps?: string | undefined }): Step[] {
  if ((to === undefined) === (steps === undefined))
    throw new ConveyorError('invalid_parameter', { detail: 'One of `to` and `steps` is needed.' });
  const parsed = stepsSchema.safeParse(to === undefined ? parseJson(steps ?? '') : [{ type: 'convert', to }]);
  if (parsed.success) return parsed.data;
  if (to !== undefined)
    throw new ConveyorError('unsupported_conversion', { detail: 'There is no conversion to this format.' });
  const issues = parsed.error.issues.map(({ path, message }) => ({
    path: `/steps/${path.join('/')}`,
    message,
  }));
  throw new ConveyorError('invalid_parameter', {
    detail: 'A step is not valid: see `issues`.',
    members: { issues },
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ConveyorError('invalid_json', { detail: 'The field `steps` is not valid JSON.', cause });
  }
}
