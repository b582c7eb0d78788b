// What the package exports. Inside the repository, files import each other by their own paths.
export { type Api, succeeded } from './api.ts';
export { ApiError, type ErrorCode, type ErrorFields } from './apiError.ts';
export type { components, operations, paths } from './apiTypes.ts';
export {
  type Client,
  type ClientOptions,
  type Conversion,
  type ConvertOptions,
  type ConvertStep,
  createClient,
} from './client.ts';
export { type ClientCredentials, clientCredentials, registerDevice } from './credentials.ts';
export type { Download, DownloadOptions, Job, WaitOptions } from './jobs.ts';
export type { Submission, SubmitOptions } from './submit.ts';
export type { Credentials, TransportOptions } from './transport.ts';
export type { Progress, UploadOptions } from './uploads.ts';
export {
  type ReceivedWebhook,
  type VerifyOptions,
  verifyWebhook,
  type WebhookEvent,
  WebhookVerificationError,
} from './webhooks.ts';
