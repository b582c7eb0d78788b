import type { CDPSession } from 'puppeteer-core';
import type { Size } from './contentSize.ts';

/**
 * Strings, comments and URLs, which are kept, and lengths relative to the height of the viewport. What is not closed matches up to
 * its end, so that no text is read twice.
 */
const tokens =
  /"(?:[^"\\\n]|\\[\s\S])*"?|'(?:[^'\\\n]|\\[\s\S])*'?|\/\*[\s\S]*?(?:\*\/|$)|url\([^)]*\)?|(?<![\w.#-])([+-]?(?:\d+(?:\.\d*)?|\.\d+))([sld]?v(?:h|b|min|max))\b/gi;

/** Style rules in which lengths relative to the viewport's height are in pixels. */
function inPixels(css: string, { width, height }: Size): string {
  return css.replace(tokens, (token, amount?: string, unit?: string) => {
    if (amount === undefined || unit === undefined) return token;
    const base = /min$/i.test(unit)
      ? Math.min(width, height)
      : /max$/i.test(unit)
        ? Math.max(width, height)
        : height;
    return `${(Number(amount) * base) / 100}px`;
  });
}

/** Elements whose style attribute is rewritten. */
const maximumElements = 10_000;

/**
 * Sizes of the root and the body in pixels, without scrolling. A height in percent of the viewport's would grow with the sheet, and
 * what is scrolled out of view is not printed.
 */
const freezeRoot = `(() => {
  for (const element of [document.documentElement, document.body]) {
    if (!element?.style) continue;
    const computed = getComputedStyle(element);
    const specified = element.computedStyleMap();
    for (const name of ['min-height', 'height']) {
      const value = specified.get(name);
      if (value?.unit === 'percent')
        element.style.setProperty(name, value.value * innerHeight / 100 + 'px', 'important');
      else if (name === 'height' && String(value) !== 'auto')
        element.style.setProperty(name, computed.height, 'important');
    }
    element.style.setProperty('max-height', 'none', 'important');
    element.style.setProperty('overflow', 'visible', 'important');
  }
})()`;

/**
 * Makes the layout of a page independent of the height of its sheet: lengths relative to the height of the viewport keep their
 * present size. Otherwise a page with an element of `100vh` is always longer than its sheet.
 */
export async function freezeViewport(session: CDPSession, viewport: Size): Promise<void> {
  const { frameTree } = await session.send('Page.getFrameTree');
  const sheets: string[] = [];
  session.on('CSS.styleSheetAdded', ({ header }) => {
    if (header.frameId === frameTree.frame.id) sheets.push(header.styleSheetId);
  });
  await session.send('DOM.enable');
  await session.send('CSS.enable');
  // A script of the page may remove a style sheet in the meantime.
  for (const styleSheetId of sheets)
    await freezeSheet(session, styleSheetId, viewport).catch(() => undefined);
  await freezeAttributes(session, viewport);
  await session.send('Runtime.evaluate', { expression: freezeRoot });
}

async function freezeSheet(session: CDPSession, styleSheetId: string, viewport: Size): Promise<void> {
  const { text } = await session.send('CSS.getStyleSheetText', { styleSheetId });
  const frozen = inPixels(text, viewport);
  if (frozen !== text) await session.send('CSS.setStyleSheetText', { styleSheetId, text: frozen });
}

async function freezeAttributes(session: CDPSession, viewport: Size): Promise<void> {
  const { result } = await session.send('Runtime.evaluate', {
    expression: `[...document.querySelectorAll('[style*="v" i]')].slice(0, ${maximumElements})`,
  });
  if (result.objectId === undefined) return;
  const call = { objectId: result.objectId, returnByValue: true };
  const { result: found } = await session.send('Runtime.callFunctionOn', {
    ...call,
    functionDeclaration: `function () { return this.map((element) => element.getAttribute('style') ?? ''); }`,
  });
  const styles = (found.value as string[]).map((style) => inPixels(style, viewport));
  await session.send('Runtime.callFunctionOn', {
    ...call,
    functionDeclaration: `function (styles) {
      this.forEach((element, index) => {
        if ((element.getAttribute('style') ?? '') !== styles[index]) element.style.cssText = styles[index];
      });
    }`,
    arguments: [{ value: styles }],
  });
}
