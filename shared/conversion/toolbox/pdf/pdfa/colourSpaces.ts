import { PDFArray, PDFDict, PDFName, type PDFObject, PDFRawStream, PDFRef } from '@cantoo/pdf-lib';
import type { Check } from './check.ts';
import { readProfile } from './colourProfile.ts';
import { notPossible, quoted } from './notPossible.ts';
import { asDict, asName, dictOf, entryOf, itemsOf, numberOf } from './objects.ts';

const deviceNames: Readonly<Record<string, string>> = {
  DeviceGray: 'DeviceGray',
  G: 'DeviceGray',
  DeviceRGB: 'DeviceRGB',
  RGB: 'DeviceRGB',
  DeviceCMYK: 'DeviceCMYK',
  CMYK: 'DeviceCMYK',
};
const defaults = { DeviceGray: 'DefaultGray', DeviceRGB: 'DefaultRGB', DeviceCMYK: 'DefaultCMYK' } as const;

/**
 * Checks a colour space (ISO 19005-1, 6.2.3; 19005-2, 6.2.4).
 * @param space name or array of the colour space
 * @param resources resources of the content that uses it
 * @throws DocumentRefused `pdfa_not_possible`
 */
export function checkColourSpace(
  space: PDFObject | undefined,
  resources: PDFDict | undefined,
  check: Check,
  depth = 0,
): void {
  if (depth > 8) throw notPossible('a colour space is defined by itself');
  const checkBase = (next: PDFObject | undefined) => checkColourSpace(next, resources, check, depth + 1);
  const name = asName(space);
  if (name !== undefined) {
    const device = deviceNames[name];
    if (device) checkDevice(device, resources, check, depth);
    else if (name !== 'Pattern') checkBase(colourSpaceNamed(name, resources));
    return;
  }
  if (!(space instanceof PDFArray)) throw notPossible('a colour space is damaged');
  const [family, first, second, tint, attributes] = itemsOf(space);
  switch (asName(family)) {
    case 'CalGray':
    case 'CalRGB':
    case 'Lab':
      break;
    case 'ICCBased':
      checkProfile(space, check);
      break;
    case 'Indexed':
    case 'I':
      checkBase(first);
      break;
    case 'Pattern':
      if (first) checkBase(first);
      break;
    case 'Separation':
      checkSpot(asName(first) ?? '', second, tint, check);
      checkBase(second);
      break;
    case 'DeviceN':
      checkInks(itemsOf(first).map(asName), asDict(attributes), check);
      checkBase(second);
      break;
    default:
      if (space.size() !== 1) throw notPossible('it has a colour space of an unknown kind');
      checkBase(family);
  }
}

function colourSpaceNamed(name: string, resources: PDFDict | undefined): PDFObject {
  const named = resources && dictOf(resources, 'ColorSpace');
  const found = named && entryOf(named, name);
  if (!found) throw notPossible(`the colour space ${quoted(name)} is missing`);
  return found;
}

/** Device colours need a default colour space or a matching output intent. */
export function checkDevice(device: string, resources: PDFDict | undefined, check: Check, depth = 0): void {
  const spaces = resources && dictOf(resources, 'ColorSpace');
  const instead = spaces && entryOf(spaces, defaults[device as keyof typeof defaults]);
  if (instead instanceof PDFArray) {
    checkColourSpace(instead, undefined, check, depth + 1);
    return;
  }
  if (device === 'DeviceGray' || device === check.device) return;
  throw notPossible(
    device === 'DeviceCMYK'
      ? 'it has CMYK colours, but no output intent that defines the inks'
      : 'it has RGB colours, but a CMYK output intent',
  );
}

const components: Readonly<Record<string, number>> = { GRAY: 1, 'RGB ': 3, 'Lab ': 3, CMYK: 4 };

/** The latest ICC version that each part allows. */
const newest = { 1: 2, 2: 4, 3: 4 } as const;

function checkProfile(space: PDFArray, check: Check): void {
  const stream = space.lookup(1);
  if (!(stream instanceof PDFRawStream)) throw notPossible('a colour profile is missing');
  if (check.profiles.has(stream)) return;
  const profile = readProfile(stream);
  const kinds = ['prtr', 'mntr', 'scnr', 'spac'];
  if (!kinds.includes(profile.kind) || components[profile.space] !== numberOf(stream.dict, 'N'))
    throw notPossible('a colour profile does not match its use');
  if (profile.version > newest[check.part] && profile.isSrgb) {
    space.set(1, check.srgb());
    return;
  }
  if (profile.version > newest[check.part])
    throw notPossible(
      `a colour profile has version ${profile.version}, which PDF/A-${check.part} does not allow`,
    );
  check.profiles.add(stream);
  if (profile.space === 'CMYK') check.inks.profiled = true;
}

/** Spot colours of the same name must have the same definition (ISO 19005-2, 6.2.4.4). */
function checkSpot(
  name: string,
  space: PDFObject | undefined,
  tint: PDFObject | undefined,
  check: Check,
): void {
  const definition = `${serialised(space)} ${serialised(tint)}`;
  if (check.part > 1 && (check.spots.get(name) ?? definition) !== definition)
    throw notPossible(`the spot colour ${quoted(name)} has different definitions`);
  check.spots.set(name, definition);
}

function checkInks(names: (string | undefined)[], attributes: PDFDict | undefined, check: Check): void {
  if (names.length > (check.part === 1 ? 8 : 32)) throw notPossible('a colour has too many inks');
  if (check.part === 1) return;
  const colorants = attributes && dictOf(attributes, 'Colorants');
  const process = attributes && dictOf(attributes, 'Process');
  const processInks = process ? itemsOf(entryOf(process, 'Components')).map(asName) : [];
  for (const name of names) {
    if (name === 'None' || processInks.includes(name)) continue;
    const [, , space, tint] = itemsOf(colorants && entryOf(colorants, name ?? ''));
    if (!space) throw notPossible(`the spot colour ${quoted(name ?? '')} has no definition`);
    checkSpot(name ?? '', space, tint, check);
    checkColourSpace(space, undefined, check, 4);
  }
}

/** Serialises an object with everything it refers to, for comparison. */
function serialised(value: PDFObject | undefined, depth = 0): string {
  if (depth > 8) return '…';
  if (value instanceof PDFRawStream)
    return `${serialised(value.dict, depth + 1)}${Buffer.from(value.contents).toString('latin1')}`;
  if (value instanceof PDFArray)
    return `[${itemsOf(value)
      .map((each) => serialised(each, depth + 1))
      .join(' ')}]`;
  if (!(value instanceof PDFDict)) return String(value);
  const entries = value.entries().filter(([key]) => key !== PDFName.of('Length'));
  return `<<${entries
    .map(([key, each]) => `${key}${serialised(each instanceof PDFRef ? value.lookup(key) : each, depth + 1)}`)
    .sort()
    .join('')}>>`;
}
