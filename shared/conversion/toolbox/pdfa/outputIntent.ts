import { type PDFDocument, PDFName, PDFString } from '@cantoo/pdf-lib';
import type { Part } from './check.ts';
import { profileHeader } from './colourSpaces.ts';
import { asDict, entryOf, has, itemsOf, numberOf, streamOf } from './objects.ts';
import { srgbProfile } from './srgbProfile.ts';

/** What an sRGB profile is known by (IEC 61966-2-1). */
const condition = 'sRGB IEC61966-2.1';

/**
 * Says which colours are meant (ISO 19005-1, 6.2.2; 19005-2, 6.2.3): the inks that a document for print names, or sRGB.
 * @returns the colours of devices that are meant
 */
export function setOutputIntent({ catalog, context }: PDFDocument, part: Part): 'DeviceRGB' | 'DeviceCMYK' {
  const inks = itemsOf(entryOf(catalog, 'OutputIntents'))
    .flatMap((each) => asDict(each) ?? [])
    .find((intent) => {
      const profile = streamOf(intent, 'DestOutputProfile');
      if (!profile || numberOf(profile.dict, 'N') !== 4 || !has(intent, 'OutputConditionIdentifier'))
        return false;
      const { version, kind, space } = profileHeader(profile);
      return kind === 'prtr' && space === 'CMYK' && version <= (part === 1 ? 2 : 4);
    });
  if (inks) {
    inks.set(PDFName.of('S'), PDFName.of('GTS_PDFA1'));
    catalog.set(PDFName.of('OutputIntents'), context.obj([inks]));
    return 'DeviceCMYK';
  }
  const profile = context.register(context.flateStream(srgbProfile(), { N: 3 }));
  const intent = context.obj({
    Type: 'OutputIntent',
    S: 'GTS_PDFA1',
    OutputConditionIdentifier: PDFString.of(condition),
    RegistryName: PDFString.of('http://www.color.org'),
    Info: PDFString.of(condition),
    DestOutputProfile: profile,
  });
  catalog.set(PDFName.of('OutputIntents'), context.obj([context.register(intent)]));
  return 'DeviceRGB';
}
