import { join } from 'node:path';
import type { Page } from 'playwright-core';

/** The folder for pictures of the documentation: `PICTURES=docs/images npm test -- test/console`. */
const folder = process.env.PICTURES;

/** Makes a picture of a screen for the documentation, if `PICTURES` names a folder. */
export async function picture(page: Page, name: string): Promise<void> {
  if (!folder) return;
  const { default: sharp } = await import('sharp');
  const png = await page.screenshot();
  await sharp(png)
    .webp({ quality: 85 })
    .toFile(join(import.meta.dirname, '../..', folder, `page-${name}.webp`));
}
