import type { CDPSession } from 'puppeteer-core';
import { DocumentRefused, type EngineTask } from '../engines/engine.ts';
import type { ScreenshotOptions } from '../steps/options/screenshotOptions.ts';
import { contentSize, imageSize, type Size } from './contentSize.ts';
import { type LoadedPage, type PageResult, type RunningBrowser, withPage } from './withPage.ts';

/** Longest side in pixels that Chromium paints in one piece; also the limit of WebP. */
const longestSide = 16_383;

/**
 * Takes a screenshot of the page of a task.
 * @returns PNG, JPEG or WebP
 * @throws DocumentRefused
 */
export async function takeScreenshot(
  running: RunningBrowser,
  task: EngineTask,
  stop: AbortSignal,
): Promise<PageResult> {
  const options = (task.options ?? {}) as ScreenshotOptions;
  const { format = 'png', quality = 100, optimizeForSpeed = false, omitBackground } = options;
  const viewport = { width: options.width ?? 800, height: options.height ?? 600 };
  checkSize(viewport, running.limits.pixels);
  return withPage(running, task, { viewport, stop }, async (loaded) => {
    const { session } = loaded;
    const size = options.clip ? viewport : await fullSize(loaded, options, viewport);
    checkSize(size, running.limits.pixels);
    if (omitBackground)
      await session.send('Emulation.setDefaultBackgroundColorOverride', {
        color: { r: 0, g: 0, b: 0, a: 0 },
      });
    return capture(session, size, { format, optimizeForSpeed, ...(format === 'png' ? {} : { quality }) });
  });
}

/** Size of the complete scrollable page, or of an image: its own, unless the options set one. */
async function fullSize(
  { page, session, source }: LoadedPage,
  { width, height }: ScreenshotOptions,
  viewport: Size,
): Promise<Size> {
  if (!source.isImage) {
    const content = await contentSize(session);
    return { width: viewport.width, height: Math.max(content.height, viewport.height) };
  }
  const natural = await imageSize(session);
  const scale =
    width !== undefined ? width / natural.width : height !== undefined ? height / natural.height : 1;
  const size = {
    width: width ?? Math.ceil(natural.width * scale),
    height: height ?? Math.ceil(natural.height * scale),
  };
  checkSize(size, Number.POSITIVE_INFINITY);
  await page.setViewport({ ...size, deviceScaleFactor: 1 });
  return size;
}

function checkSize({ width, height }: Size, maximumPixels: number): void {
  if (width > longestSide || height > longestSide || width * height > maximumPixels)
    throw new DocumentRefused('too_many_pixels', {
      detail: `The screenshot would have ${width} × ${height} pixels.`,
    });
}

async function capture(
  session: CDPSession,
  size: Size,
  options: { format: 'png' | 'jpeg' | 'webp'; quality?: number; optimizeForSpeed: boolean },
): Promise<Uint8Array> {
  const { data } = await session.send('Page.captureScreenshot', {
    ...options,
    clip: { x: 0, y: 0, ...size, scale: 1 },
    captureBeyondViewport: true,
  });
  return Buffer.from(data, 'base64');
}
