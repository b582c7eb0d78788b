import { deserialize, serialize } from 'node:v8';
import { inject } from 'vitest';
import type { Converter } from '../../shared/conversion/converter.ts';
import { ConveyorError } from '../../shared/errors.ts';
import type { Answer, Conversion } from '../harness/converterService.ts';

/**
 * The converter that all test files share, with the default limits and without a network. Tests that kill engines, look at
 * them or need other options create their own converter.
 */
export const sharedConverter: Pick<Converter, 'convert'> = {
  async convert({ signal, ...conversion }) {
    signal.throwIfAborted();
    const response = await fetch(inject('converter'), {
      method: 'POST',
      body: serialize(conversion satisfies Conversion),
      signal,
    });
    const answer = deserialize(await response.bytes()) as Answer;
    if ('refused' in answer) throw new ConveyorError(answer.refused.code, answer.refused.extras);
    if ('failed' in answer) throw new Error(answer.failed);
    return answer.result;
  },
};
