import { z } from 'zod';
import { fileNamePattern } from '../../conversion/fileNames.ts';
import { checkTargets } from '../../conversion/formats/checkTargets.ts';
import { targets } from '../../conversion/formats/routes.ts';
import { httpUrl } from '../../conversion/steps/options/httpUrl.ts';
import { type Step, stepsSchema } from '../../conversion/steps/steps.ts';
import { ConveyorError } from '../../errors.ts';
import type { Upload } from '../../http/body/uploadBody.ts';
import { sanitiseFileName } from '../../http/sanitiseFileName.ts';
import { callbackBodies } from '../notifications/callback.ts';
import { webhookHeaders } from '../notifications/webhookContent.ts';
import { failOnWarningsSchema } from '../view.ts';
import { requestHeaders } from './requestHeaders.ts';
import { sourceSchema } from './sources.ts';

/** Swagger UI fills a form with its examples, and an empty field counts as absent. */
const leftEmpty = { examples: [''] };

/** An unknown format is refused by `checkTargets`, which lists the possible conversions. */
const to = z
  .string()
  .optional()
  .meta({ description: 'Shorthand for one `convert` step to this format, such as `pdf`.', enum: targets });
const callbackUrl = httpUrl(2048, 'must be an https:// URL')
  .optional()
  .describe('Receives a webhook when the job ends, signed with the secret of this device.');
const callbackHeaders = requestHeaders(
  'Headers of the webhook, such as an `Authorization` for its receiver. Stored encrypted, and never shown.',
  webhookHeaders,
).optional();
const callbackBody = z
  .enum(callbackBodies)
  .optional()
  .describe(
    'Body of the webhook: `job` (default) is an event with the job; `result` is the file, if the job has one result of at most 16 MiB, otherwise the event.',
  );

/** The headers in a form, where they are one text. */
const callbackHeadersText = z
  .string()
  .transform((text, { addIssue }) => {
    try {
      return JSON.parse(text);
    } catch {
      addIssue({ code: 'custom', message: 'must be a JSON object of header names and values' });
      return z.NEVER;
    }
  })
  .pipe(callbackHeaders)
  .optional()
  .meta({
    description: 'Headers of the webhook as JSON, such as `{"Authorization":"Bearer …"}`.',
    ...leftEmpty,
  });

const fileName = fileNamePattern
  .optional()
  .describe(`Names the results of the job. ${fileNamePattern.description}`);

/** The codes in a form or query, where they are one text. */
const failOnWarningsText = z
  .string()
  .transform((text) => text.split(',').map((code) => code.trim()))
  .pipe(failOnWarningsSchema)
  .optional()
  .meta({
    description:
      'Codes of warnings, separated by commas. The job fails with `warnings_found` if its conversion has one of them.',
  });

/** The rule of `stepsOf` in JSON Schema. */
const toOrSteps = { oneOf: [{ required: ['to'] }, { required: ['steps'] }] };

export const submissionFields = z
  .strictObject({
    to,
    steps: z
      .string()
      .optional()
      .meta({
        description: 'The steps as JSON, instead of `to`; same limit as in `JobRequest`.',
        ...leftEmpty,
      }),
    fileName: fileName.meta(leftEmpty),
    callbackUrl: callbackUrl.meta(leftEmpty),
    callbackHeaders: callbackHeadersText,
    callbackBody,
    failOnWarnings: failOnWarningsText.meta(leftEmpty),
  })
  .meta(toOrSteps);

export const submissionRequest = z
  .strictObject({
    to,
    steps: z
      .preprocess((steps) => checkTargets(steps), stepsSchema)
      .optional()
      .describe('The steps, instead of `to`. At most `MAXIMUM_STEPS` (setting, default 16).'),
    inputs: z
      .array(sourceSchema)
      .max(1000)
      .default([])
      .describe('Empty if the first step is itself a source.'),
    fileName,
    callbackUrl,
    callbackHeaders,
    callbackBody,
    failOnWarnings: failOnWarningsSchema.optional(),
  })
  .meta({ ...toOrSteps, id: 'JobRequest' });

export const submissionQuery = z.strictObject({
  to: to.describe('The target format, if the body is the file. A form or JSON has the field `to`.'),
  filename: z.string().max(255).optional().describe('File name, if the request has one file.'),
  callbackUrl: callbackUrl.describe(
    'Same as the field `callbackUrl`. Use the field for a URL that contains a token: access logs record queries.',
  ),
  callbackBody,
  failOnWarnings: failOnWarningsText,
});

type Body =
  | { form: 'named'; content: z.output<typeof submissionRequest> }
  | { form: 'sent'; content: Upload<z.output<typeof submissionFields>> };

/** The submission in a body of either form. */
export function submissionOf({ form, content }: Body, query: z.output<typeof submissionQuery>) {
  if (form === 'named') {
    const { inputs: sources, steps, to: target } = content;
    return {
      files: [],
      sources,
      steps: stepsOf({ to: target ?? query.to, steps }, sources.flatMap(nameOf)),
      ...followUpOf(content, query),
    };
  }
  const { files, fields: given } = content;
  if (query.filename !== undefined && files.length > 1)
    throw new ConveyorError('invalid_parameter', {
      detail: '`filename` applies to one file, but the request has several.',
    });
  const named = files.map(({ name, bytes }) => ({
    name: query.filename === undefined ? name : sanitiseFileName(query.filename),
    bytes,
  }));
  return {
    files: named,
    steps: stepsOf(
      {
        to: given.to ?? query.to,
        steps: given.steps === undefined ? undefined : parseJson(given.steps),
      },
      named.map(({ name }) => name),
    ),
    ...followUpOf(given, query),
  };
}

/** What the end of the job brings. A field of the body precedes the query parameter of the same name. */
function followUpOf(
  given: Pick<
    z.output<typeof submissionRequest>,
    'fileName' | 'callbackUrl' | 'callbackHeaders' | 'callbackBody' | 'failOnWarnings'
  >,
  query: z.output<typeof submissionQuery>,
) {
  return {
    fileName: given.fileName,
    callbackUrl: given.callbackUrl ?? query.callbackUrl,
    callbackHeaders: given.callbackHeaders,
    callbackBody: given.callbackBody ?? query.callbackBody,
    failOnWarnings: given.failOnWarnings ?? query.failOnWarnings,
  };
}

/** The name that a request gives an input, if any. */
const nameOf = ({ name }: { name?: string | undefined }): string[] => (name === undefined ? [] : [name]);

/** The steps of a request, from `to` or `steps`. @param names of its inputs, as far as they are known */
function stepsOf({ to, steps }: { to?: string | undefined; steps?: unknown }, names: string[]): Step[] {
  if ((to === undefined) === (steps === undefined))
    throw new ConveyorError('invalid_parameter', { detail: 'Set either `to` or `steps`.' });
  const parsed = stepsSchema.safeParse(
    checkTargets(to === undefined ? steps : [{ type: 'convert', to }], names),
  );
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(({ path, message }) => ({
    path: `/steps/${path.join('/')}`,
    message,
  }));
  throw new ConveyorError('invalid_parameter', {
    detail: 'A step is not valid. See `issues`.',
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
