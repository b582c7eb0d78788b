import { withExtension } from '../../formats/formats.ts';
import type { PictureOptions } from '../../steps/options/pictureOptions.ts';
import type { Limited, Operation } from '../operation.ts';
import { singleFile } from '../singleFile.ts';
import { encoded, type ImageFormat, withImage } from './images.ts';

/** Converts an image, rotated by its EXIF orientation. Of an animated image, the first frame is used. */
export const convertImage: Operation<Limited<PictureOptions> & { to: ImageFormat }> = async ({
  files,
  options,
}) => {
  const { name, bytes } = singleFile({ files });
  const { to, width, height, fit = 'inside', quality, background, keepMetadata, limits } = options;
  const behind = background === 'transparent' ? { r: 0, g: 0, b: 0, alpha: 0 } : (background ?? '#ffffff');
  const made = await withImage(bytes, limits.pixels, async (source) => {
    let image = source.autoOrient();
    if (width !== undefined || height !== undefined) {
      const size = { ...(width && { width }), ...(height && { height }) };
      image = image.resize({ ...size, fit, background: behind, withoutEnlargement: fit === 'inside' });
    }
    // A requested colour fills transparent areas. JPEG, which has no transparency, always gets a background.
    if (background !== undefined && background !== 'transparent') image = image.flatten({ background });
    if (keepMetadata) image = image.keepMetadata();
    return encoded(image, { format: to, quality }).toBuffer();
  });
  return { files: [{ name: withExtension(name, to), bytes: made }] };
};
