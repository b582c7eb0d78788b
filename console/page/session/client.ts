import { type components, createClient } from '../../../client/src/index.ts';
import { sendWithProgress } from './sendWithProgress.ts';
import { token } from './token.ts';

/** The client of this origin, with the token of this browser. */
export const client = createClient({ url: '', credentials: token, fetch: sendWithProgress });

type Schemas = components['schemas'];
export type ConversionList = Schemas['ConversionList'];
export type Usage = Schemas['Usage'];
export type { Job } from '../../../client/src/index.ts';
