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
  const { width = 800, height = 600, deviceScaleFactor = 1 } = options;
  const viewport = { width, height, deviceScaleFactor };
  checkSize(viewport, deviceScaleFactor, running.limits.pixels);
  return withPage(running, task, { viewport, stop }, async (loaded) => {
    const { session } = loaded;
    const area = await areaOf(loaded, options, viewport);
    checkSize(area, deviceScaleFactor, running.limits.pixels);
    // Another session than that of the viewport captures the page, with its own metrics.
    if (deviceScaleFactor !== 1)
      await session.send('Emulation.setDeviceMetricsOverride', {
        ...(loaded.page.viewport() ?? viewport),
        deviceScaleFactor,
        mobile: false,
      });
    if (omitBackground)
      await session.send('Emulation.setDefaultBackgroundColorOverride', {
        color: { r: 0, g: 0, b: 0, a: 0 },
      });
    return capture(session, area, {
      format,
      optimizeForSpeed,
      ...(format === 'png' ? {} : { quality }),
    });
  });
}

/** A rectangle of the page in CSS pixels. */
interface Area extends Size {
  x: number;
  y: number;
}

async function areaOf(loaded: LoadedPage, options: ScreenshotOptions, viewport: Size): Promise<Area> {
  if (options.selector !== undefined) return elementArea(loaded.session, options.selector);
  const { width, height } = options.clip ? viewport : await fullSize(loaded, options, viewport);
  return { x: 0, y: 0, width, height };
}

/** The border box of the first element that matches a selector. The browser computes it: a script could change the result. */
async function elementArea(session: CDPSession, selector: string): Promise<Area> {
  const { root } = await session.send('DOM.getDocument', { depth: 0 });
  const { nodeId } = await session
    .send('DOM.querySelector', { nodeId: root.nodeId, selector })
    .catch((cause: unknown) => {
      throw new DocumentRefused('invalid_parameter', { detail: '`selector` is not valid.', cause });
    });
  // An element without a box, such as a hidden one, has no model.
  const box = nodeId && (await session.send('DOM.getBoxModel', { nodeId }).catch(() => undefined));
  const { cssVisualViewport: scrolled } = await session.send('Page.getLayoutMetrics');
  const corners = box ? box.model.border : [];
  const across = corners.filter((_, index) => index % 2 === 0).map((x) => x + scrolled.pageX);
  const down = corners.filter((_, index) => index % 2 === 1).map((y) => y + scrolled.pageY);
  const [x, y] = [Math.max(0, Math.floor(Math.min(...across))), Math.max(0, Math.floor(Math.min(...down)))];
  const [width, height] = [Math.ceil(Math.max(...across)) - x, Math.ceil(Math.max(...down)) - y];
  if (!(width > 0 && height > 0))
    throw new DocumentRefused('invalid_parameter', {
      detail: `\`selector\`: the page has no visible element “${selector}”.`,
    });
  return { x, y, width, height };
}

/** Size of the complete scrollable page, or of an image: its own, unless the options set one. */
async function fullSize(
  { page, session, source }: LoadedPage,
  { width, height, deviceScaleFactor = 1 }: ScreenshotOptions,
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
  checkSize(size, deviceScaleFactor, Number.POSITIVE_INFINITY);
  await page.setViewport({ ...size, deviceScaleFactor });
  return size;
}

/** @param scale pixels for each CSS pixel */
function checkSize(size: Size, scale: number, maximumPixels: number): void {
  const [width, height] = [Math.ceil(size.width * scale), Math.ceil(size.height * scale)];
  if (width > longestSide || height > longestSide || width * height > maximumPixels)
    throw new DocumentRefused('too_many_pixels', {
      detail: `The screenshot would have ${width} × ${height} pixels.`,
    });
}

async function capture(
  session: CDPSession,
  area: Area,
  options: { format: 'png' | 'jpeg' | 'webp'; quality?: number; optimizeForSpeed: boolean },
): Promise<Uint8Array> {
  const { data } = await session.send('Page.captureScreenshot', {
    ...options,
    clip: { ...area, scale: 1 },
    captureBeyondViewport: true,
  });
  return Buffer.from(data, 'base64');
}
