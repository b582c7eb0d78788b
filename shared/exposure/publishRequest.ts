import { z } from 'zod';

/** Per publish. */
export const maximumKeys = 30;

/** Some serializers write null for an empty field; Go's omits it. */
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
    rollingStartNumber: int32.describe('Start of its broadcast, in 10-minute intervals since 1970.'),
    rollingPeriod: int32.describe('Duration of its broadcast, in 10-minute intervals: 1 to 144.'),
    transmissionRisk: int32.describe('0 to 8. 0 selects the default of the report type.'),
  })
  .meta({ id: 'PublishedKey' });

/** Checks the number before parsing the keys: parsing tens of thousands of keys for unknown callers is expensive. */
const limitKeys = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((keys, { issues }) => {
    if (Array.isArray(keys) && keys.length > maximumKeys)
      issues.push({
        code: 'custom',
        input: keys,
        message: `too many exposure keys in publish: ${keys.length}, max of ${maximumKeys} is allowed`,
      });
    return keys;
  }, schema);

/** The request of the established publish API, version 1. An absent field is empty. */
export const publishRequestSchema = z
  .strictObject({
    temporaryExposureKeys: limitKeys(z.array(keySchema).nullish())
      .transform((keys) => keys ?? [])
      .meta({ description: `1 to ${maximumKeys}.`, minItems: 1, maxItems: maximumKeys }),
    healthAuthorityID: text.describe('The id of the health authority.'),
    verificationPayload: text.describe('The certificate of the health authority, a JWT.'),
    hmacKey: text.describe('Key of the HMAC (`tekmac`) that binds the keys to the certificate, base64.'),
    symptomOnsetInterval: int32.describe('Any 10-minute interval of the day on which symptoms began.'),
    traveler: z
      .boolean()
      .nullish()
      .transform((value) => value ?? false)
      .describe('Accepted and ignored.'),
    revisionToken: text.describe('The `revisionToken` of the previous response.'),
    padding: z
      .string()
      .nullish()
      .describe('Random bytes, base64, that hide the size of the request. Ignored.'),
  })
  .meta({ id: 'PublishRequest', required: ['temporaryExposureKeys', 'healthAuthorityID'] });

export type PublishRequest = z.output<typeof publishRequestSchema>;
export type PublishedKey = PublishRequest['temporaryExposureKeys'][number];
