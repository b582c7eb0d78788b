import sharp from 'sharp';

/** Colours that appear in the corpus only where a feature is drawn. */
export const colours = { object: '#16a34a', picture: '#dc2626', shape: '#7c3aed' } as const;

/** A picture of one colour. @param format of sharp, such as `png` */
export function picture(colour: string = colours.picture, format = 'png'): Promise<Buffer> {
  return sharp({ create: { width: 120, height: 80, channels: 3, background: colour } })
    .toFormat(format as 'png', formatOptions[format] ?? {})
    .toBuffer();
}

/** A vector image of one colour. */
export const vector = (colour: string = colours.picture): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="120" height="80"><rect width="120" height="80" fill="${colour}"/></svg>`;

/** Options with which a format keeps the exact colour. */
const formatOptions: Readonly<Record<string, object>> = {
  jpeg: { quality: 100, chromaSubsampling: '4:4:4' },
  tiff: { compression: 'deflate' },
  webp: { lossless: true },
};
