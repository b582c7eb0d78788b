import { describe, expect, it } from 'vitest';
import { isReply } from '../../../shared/conversion/engines/childMessages.ts';

const bytes = new Uint8Array(1);

describe('a message of a child process', () => {
  it.each([
    { type: 'ready' },
    { type: 'unready', message: 'There is no browser.' },
    { type: 'done', id: 1, files: [{ name: 'a.pdf', bytes }] },
    { type: 'done', id: 1, files: [{ name: 'a.pdf', bytes, page: 1 }], pages: [3] },
    {
      type: 'done',
      id: 1,
      files: [],
      warnings: [{ code: 'macros_dropped', detail: 'A sentence.', page: 1 }],
    },
    { type: 'refused', id: 1, code: 'corrupt_file' },
    { type: 'refused', id: 1, code: 'fetch_failed', detail: 'A sentence.', address: 'http://example.com/' },
    { type: 'failed', id: 1, message: 'It broke.' },
    { type: 'failed', id: 1, message: 'It broke.', reason: 'outgrown' },
    { type: 'failed', id: 1, message: 'It broke.', reason: 'stalled' },
  ])('is accepted: %j', (message) => {
    expect(isReply(message)).toBe(true);
  });

  it.each([
    null,
    undefined,
    'ready',
    {},
    { type: 'unready' },
    { type: 'done', files: [] },
    { type: 'done', id: 1 },
    { type: 'done', id: 1, files: [null] },
    { type: 'done', id: 1, files: [{ name: 'a.pdf', bytes: 'text' }] },
    { type: 'done', id: 1, files: [{ name: 'a.pdf', bytes, page: '1' }] },
    ...[null, [-1], [0.5], ['1'], [Number.NaN]].map((pages) => ({ type: 'done', id: 1, files: [], pages })),
    ...['', '..', '../a.pdf', '/tmp/a.pdf'].map((name) => ({
      type: 'done',
      id: 1,
      files: [{ name, bytes: Buffer.of() }],
    })),
    ...[
      null,
      {},
      [null],
      [{ code: 'constructor', detail: 'A sentence.' }],
      [{ code: 'macros_dropped' }],
      [{ code: 'macros_dropped', detail: 'A sentence.', page: 0 }],
    ].map((warnings) => ({ type: 'done', id: 1, files: [], warnings })),
    { type: 'refused', id: 1, code: 'constructor' },
    { type: 'refused', id: 1, code: 'corrupt_file', detail: {} },
    { type: 'failed', id: 1 },
    { type: 'failed', id: 1, message: 'It broke.', reason: 'constructor' },
    { type: 'failed', id: 1, message: 'It broke.', reason: ['outgrown'] },
  ])('is refused: %j', (message) => {
    expect(isReply(message)).toBe(false);
  });
});
