import { z } from 'zod';

/** Keys of one publish. */
export const mostKeys = 30;

/** Other serializers write null where Go's writes nothing. */
const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '');
const int32 = z
  .int32()
  .nullish()
  .transform((value) => value ?? 0);

const keySchema = z
  .strictObject({
    key: text.describe('The 16 bytes of the key, base64.'),
    rollingStartNumber: int32.describe('When its broadcast began, in intervals of 10 minutes since 1970.'),
    rollingPeriod: int32.describe('For how many such intervals: 1 to 144.'),
    transmissionRisk: int32.describe('0 to 8. 0 takes the usual one of the report type.'),
  })
  .meta({ id: 'PublishedKey' });

/** Nobody has shown who they are yet, and a check of tens of thousands of keys takes longer than the rest of a publish. */
const fewKeys = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((keys, { issues }) => {
    if (Array.isArray(keys) && keys.length > mostKeys)
      issues.push({
        code: 'custom',
        input: keys,
        message: `too many exposure keys in publish: ${keys.length}, max of ${mostKeys} is allowed`,
      });
    return keys;
  }, schema);

/** The request of the publish API, version 1: as health authorities' apps send it. What is left out is empty. */
export const publishRequestSchema = z
  .strictObject({
    temporaryExposureKeys: fewKeys(z.array(keySchema).nullish())
      .transform((keys) => keys ?? [])
      .describe(`1 to ${mostKeys}.`),
    healthAuthorityID: text.describe('Who vouches for the report.'),
    verificationPayload: text.describe("The health authority's certificate, a JWT."),
    hmacKey: text.describe('The key of the HMAC that the certificate binds the keys with, base64.'),
    symptomOnsetInterval: int32.describe('The day on which symptoms began, as an interval of it.'),
    traveler: z
      .boolean()
      .nullish()
      .transform((value) => value ?? false)
      .describe('Taken and not used.'),
    revisionToken: text.describe('What the publish before answered.'),
    padding: z.string().nullish().describe('Random bytes, base64, that hide the size. Not looked at.'),
  })
  .meta({ id: 'PublishRequest' });

export type PublishRequest = z.output<typeof publishRequestSchema>;
export type PublishedKey = PublishRequest['temporaryExposureKeys'][number];
