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
 * @param space its name or array
 * @param resources of the content that it is used in
 * @throws DocumentRefused `pdfa_not_possible`
 */
export function checkColourSpace(
  space: PDFObject | undefined,
  resources: PDFDict | undefined,
  check: Check,
  depth = 0,
): void {
  if (depth > 8) throw notPossible('a colour is made of a colour that is made of itself');
  const again = (next: PDFObject | undefined) => checkColourSpace(next, resources, check, depth + 1);
  const name = asName(space);
  if (name !== undefined) {
    const device = deviceNames[name];
    if (device) checkDevice(device, resources, check, depth);
    else if (name !== 'Pattern') again(colourSpaceNamed(name, resources));
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
      again(first);
      break;
    case 'Pattern':
      if (first) again(first);
      break;
    case 'Separation':
      checkSpot(asName(first) ?? '', second, tint, check);
      again(second);
      break;
    case 'DeviceN':
      checkInks(itemsOf(first).map(asName), asDict(attributes), check);
      again(second);
      break;
    default:
      if (space.size() !== 1) throw notPossible('it has a colour space of an unknown kind');
      again(family);
  }
}

function colourSpaceNamed(name: string, resources: PDFDict | undefined): PDFObject {
  const named = resources && dictOf(resources, 'ColorSpace');
  const found = named && entryOf(named, name);
  if (!found) throw notPossible(`the colour space ${quoted(name)} is not there`);
  return found;
}

/** A colour of a device is one only where something says which device. */
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
      ? 'it has colours in CMYK, and no output intent says which inks are meant'
      : 'it has colours in RGB, and its output intent is one of CMYK',
  );
}

const components: Readonly<Record<string, number>> = { GRAY: 1, 'RGB ': 3, 'Lab ': 3, CMYK: 4 };

/** The newest version of ICC profiles that each part knows. */
const newest = { 1: 2, 2: 4, 3: 4 } as const;

function checkProfile(space: PDFArray, check: Check): void {
  const stream = space.lookup(1);
  if (!(stream instanceof PDFRawStream)) throw notPossible('a colour profile is not there');
  if (check.profiles.has(stream)) return;
  const profile = readProfile(stream);
  const kinds = ['prtr', 'mntr', 'scnr', 'spac'];
  if (!kinds.includes(profile.kind) || components[profile.space] !== numberOf(stream.dict, 'N'))
    throw notPossible('a colour profile is of another kind than its use');
  if (profile.version > newest[check.part] && profile.isSrgb) {
    space.set(1, check.srgb());
    return;
  }
  if (profile.version > newest[check.part])
    throw notPossible(
      `a colour profile is of version ${profile.version}, which PDF/A-${check.part} does not know`,
    );
  check.profiles.add(stream);
  if (profile.space === 'CMYK') check.inks.profiled = true;
}

/** All that have one name are the same (ISO 19005-2, 6.2.4.4). */
function checkSpot(
  name: string,
  space: PDFObject | undefined,
  tint: PDFObject | undefined,
  check: Check,
): void {
  const made = `${written(space)} ${written(tint)}`;
  if (check.part > 1 && (check.spots.get(name) ?? made) !== made)
    throw notPossible(`the spot colour ${quoted(name)} is made of different colours`);
  check.spots.set(name, made);
}

function checkInks(names: (string | undefined)[], attributes: PDFDict | undefined, check: Check): void {
  if (names.length > (check.part === 1 ? 8 : 32)) throw notPossible('a colour is made of too many inks');
  if (check.part === 1) return;
  const colorants = attributes && dictOf(attributes, 'Colorants');
  const process = attributes && dictOf(attributes, 'Process');
  const known = process ? itemsOf(entryOf(process, 'Components')).map(asName) : [];
  for (const name of names) {
    if (name === 'None' || known.includes(name)) continue;
    const [, , space, tint] = itemsOf(colorants && entryOf(colorants, name ?? ''));
    if (!space) throw notPossible(`the spot colour ${quoted(name ?? '')} is not described`);
    checkSpot(name ?? '', space, tint, check);
    checkColourSpace(space, undefined, check, 4);
  }
}

/** An object as text, with all that it names; streams by what they hold. */
function written(value: PDFObject | undefined, depth = 0): string {
  if (depth > 8) return '…';
  if (value instanceof PDFRawStream)
    return `${written(value.dict, depth + 1)}${Buffer.from(value.contents).toString('latin1')}`;
  if (value instanceof PDFArray)
    return `[${itemsOf(value)
      .map((each) => written(each, depth + 1))
      .join(' ')}]`;
  if (!(value instanceof PDFDict)) return String(value);
  const entries = value.entries().filter(([key]) => key !== PDFName.of('Length'));
  return `<<${entries
    .map(([key, each]) => `${key}${written(each instanceof PDFRef ? value.lookup(key) : each, depth + 1)}`)
    .sort()
    .join('')}>>`;
}
