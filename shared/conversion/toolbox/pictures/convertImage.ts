import { withExtension } from '../../formats/formats.ts';
import type { PictureOptions } from '../../steps/options/pictureOptions.ts';
import type { Limited, Operation } from '../operation.ts';
import { singleFile } from '../singleFile.ts';
import { encoded, type ImageFormat, withImage } from './images.ts';

/** Makes one picture of another: of an animated one its first frame. It lies as its EXIF says it should. */
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
    // Asked for, a colour goes behind what is see-through; JPEG needs one.
    if (background !== undefined && background !== 'transparent') image = image.flatten({ background });
    if (keepMetadata) image = image.keepMetadata();
    return encoded(image, { format: to, quality }).toBuffer();
  });
  return { files: [{ name: withExtension(name, to), bytes: made }] };
};
