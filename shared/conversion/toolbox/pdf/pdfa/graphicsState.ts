import { type PDFDict, PDFRawStream } from '@cantoo/pdf-lib';
import type { Check } from './check.ts';
import { checkIntent } from './images.ts';
import { notPossible } from './notPossible.ts';
import { asName, entryOf, has, isTrue, itemsOf, nameOf, numberOf, removeKeys } from './objects.ts';

/** The blend modes of ISO 32000-1, 11.3.5. */
const blendModes = [
  'Normal',
  'Compatible',
  'Multiply',
  'Screen',
  'Overlay',
  'Darken',
  'Lighten',
  'ColorDodge',
  'ColorBurn',
  'HardLight',
  'SoftLight',
  'Difference',
  'Exclusion',
  'Hue',
  'Saturation',
  'Color',
  'Luminosity',
];

/**
 * Checks and repairs the parameters of a graphics state (ISO 19005-1, 6.2.8 and 6.4; 19005-2, 6.2.5).
 * @returns the form of its soft mask, if it has one
 * @throws DocumentRefused `pdfa_not_possible`
 */
export function checkGraphicsState(state: PDFDict, check: Check): PDFRawStream | undefined {
  const identity = nameOf(state, 'TR') === 'Identity' || !has(state, 'TR');
  if (!identity || (has(state, 'TR2') && nameOf(state, 'TR2') !== 'Default'))
    throw notPossible('it uses a transfer function for its colours');
  // Halftones depend on the output device.
  removeKeys(state, 'TR', 'HT', 'HTP');
  checkIntent(nameOf(state, 'RI'));
  const mode = entryOf(state, 'BM');
  for (const each of mode === undefined ? [] : [asName(mode) ?? itemsOf(mode).map(asName)].flat()) {
    if (!each || !blendModes.includes(each)) throw notPossible('it has an unknown blend mode');
    if (each !== 'Normal' && each !== 'Compatible') check.transparent ??= 'a blend mode';
  }
  for (const key of ['CA', 'ca']) {
    const opacity = numberOf(state, key) ?? 1;
    if (Math.abs(opacity - 1) > 0.000001) check.transparent ??= 'a transparent object';
  }
  if (numberOf(state, 'OPM') === 1 && (isTrue(state, 'OP') || isTrue(state, 'op')))
    check.inks.overprinted = true;
  const mask = entryOf(state, 'SMask');
  if (mask === undefined || asName(mask) === 'None') return undefined;
  check.transparent ??= 'a soft mask';
  const form = 'lookup' in mask ? entryOf(mask as PDFDict, 'G') : undefined;
  if (!(form instanceof PDFRawStream)) throw notPossible('a soft mask has no form');
  return form;
}
