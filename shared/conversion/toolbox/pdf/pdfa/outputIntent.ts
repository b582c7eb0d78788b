import { type PDFDocument, PDFName, type PDFRef, PDFString } from '@cantoo/pdf-lib';
import type { Part } from './check.ts';
import { readProfile } from './colourProfile.ts';
import { asDict, entryOf, has, itemsOf, numberOf, streamOf } from './objects.ts';
import { srgbProfile } from './srgbProfile.ts';

/** Adds an sRGB profile to a document. */
export function addSrgb({ context }: PDFDocument): PDFRef {
  return context.register(context.flateStream(srgbProfile(), { N: 3 }));
}

/** Identifier of sRGB (IEC 61966-2-1). */
const condition = 'sRGB IEC61966-2.1';

/**
 * Sets the output intent (ISO 19005-1, 6.2.2; 19005-2, 6.2.3): an existing valid CMYK intent, or sRGB.
 * @returns the device colour space that the intent defines
 */
export function setOutputIntent(document: PDFDocument, part: Part): 'DeviceRGB' | 'DeviceCMYK' {
  const { catalog, context } = document;
  const inks = itemsOf(entryOf(catalog, 'OutputIntents'))
    .flatMap((each) => asDict(each) ?? [])
    .find((intent) => {
      const profile = streamOf(intent, 'DestOutputProfile');
      if (!profile || numberOf(profile.dict, 'N') !== 4 || !has(intent, 'OutputConditionIdentifier'))
        return false;
      const { version, kind, space } = readProfile(profile);
      return kind === 'prtr' && space === 'CMYK' && version <= (part === 1 ? 2 : 4);
    });
  if (inks) {
    inks.set(PDFName.of('S'), PDFName.of('GTS_PDFA1'));
    catalog.set(PDFName.of('OutputIntents'), context.obj([inks]));
    return 'DeviceCMYK';
  }
  const intent = context.obj({
    Type: 'OutputIntent',
    S: 'GTS_PDFA1',
    OutputConditionIdentifier: PDFString.of(condition),
    RegistryName: PDFString.of('http://www.color.org'),
    Info: PDFString.of(condition),
    DestOutputProfile: addSrgb(document),
  });
  catalog.set(PDFName.of('OutputIntents'), context.obj([context.register(intent)]));
  return 'DeviceRGB';
}
