import { describe, expect, it } from 'vitest';
import { preferenceApplied, preferencesOf } from '../../shared/http/prefer.ts';

describe('the header Prefer', () => {
  it.each([
    [undefined, undefined, false],
    ['', undefined, false],
    ['wait=5', 5, false],
    ['WAIT = 5', 5, false],
    ['wait="5"', 5, false],
    ['wait=0', 0, false],
    ['wait=3600', 20, false],
    ['wait=5, wait=9', 5, false],
    ['respond-async, wait=5', 5, true],
    ['respond-async=""; foo="a, wait=1", wait=2; bar', 2, true],
    ['return=minimal, handling=lenient', undefined, false],
    ['wait', undefined, false],
    ['wait=soon', undefined, false],
    ['wait=-1', undefined, false],
    ['wait=1.5', undefined, false],
    ['x="wait=5', undefined, false],
    [',,;=,', undefined, false],
  ])('%j waits %j s, and prefers 202: %j', (header, wait, respondAsync) => {
    const preferences = preferencesOf(header, 20);
    expect([preferences.wait, preferences.respondAsync]).toEqual([wait, respondAsync]);
  });

  it('is confirmed by what is applied', () => {
    expect(preferenceApplied(preferencesOf('respond-async, wait=90', 20))).toEqual({
      'preference-applied': 'respond-async, wait=20',
    });
    expect(preferenceApplied(preferencesOf('return=minimal', 20))).toEqual({});
  });
});
