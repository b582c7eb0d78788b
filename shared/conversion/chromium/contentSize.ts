import type { CDPSession } from 'puppeteer-core';
import { DocumentRefused } from '../engines/engine.ts';

/** Width and height in CSS pixels. */
export interface Size {
  width: number;
  height: number;
}

/** Size of the page's content, including what lies outside the viewport. */
export async function contentSize(session: CDPSession): Promise<Size> {
  const { cssContentSize } = await session.send('Page.getLayoutMetrics');
  return { width: Math.ceil(cssContentSize.width), height: Math.ceil(cssContentSize.height) };
}

/**
 * Natural size of the page's only image.
 * @throws DocumentRefused `corrupt_file` when Chromium cannot decode it
 */
export async function imageSize(session: CDPSession): Promise<Size> {
  const { result } = await session.send('Runtime.evaluate', {
    expression:
      '(({ naturalWidth: width, naturalHeight: height }) => ({ width, height }))(document.images[0])',
    returnByValue: true,
  });
  const { width, height } = result.value as Size;
  if (width === 0 || height === 0) throw new DocumentRefused('corrupt_file');
  return { width, height };
}
