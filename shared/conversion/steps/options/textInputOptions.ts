import { z } from 'zod';
import { encoding } from './encoding.ts';

/** Options of reading a text file. */
export const textInputOptions = z.strictObject({ encoding: encoding.optional() });
