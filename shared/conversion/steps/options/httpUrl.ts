import { z } from 'zod';
import { anyCase } from './anyCase.ts';

/** A URL of the scheme http or https, of at most `maximum` characters. */
export function httpUrl(maximum: number, error = 'must be an http:// or https:// URL') {
  return z
    .url({ protocol: /^https?$/, error })
    .max(maximum)
    .meta({ pattern: `^${anyCase('https')}?:` });
}
