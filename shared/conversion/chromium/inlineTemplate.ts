/**
 * JavaScript of a function that runs in the page of a header or footer template. It makes the template self-contained: style sheets
 * become elements, and addresses `data:` URLs. Addresses that did not load are removed, because Chromium would not print, and event
 * handlers, because it would run some of them.
 *
 * Parameters: the loaded resources (address → `data:` URL), the limit of characters of all `data:` URLs in the result, and the name that
 * replaces the address of an uploaded page, or null.
 * Result: `html`, `undrawn`, the number of elements that cannot be made self-contained, and whether it is `tooLarge`.
 */
export const inlineTemplate = `((contents, maximum, pageName) => {
  const pageBase = document.baseURI;
  const fonts = [];
  let used = 0;
  const dataOf = (url, base) => {
    const data = /^data:/i.test(url) ? url : contents[URL.parse(url, base)?.href];
    used += data?.length ?? 0;
    return used > maximum ? undefined : data;
  };
  const bytesOf = (data) => Uint8Array.fromBase64(data.slice(data.indexOf(',') + 1));
  const urls = /url\\("((?:[^"\\\\]|\\\\.)*)"\\)/g;
  const inlineUrls = (css, base) => css.replace(urls, (_, url) => 'url("' + (dataOf(url, base) ?? 'data:,') + '")');
  const addFont = (style, base) => {
    const source = [...style.getPropertyValue('src').matchAll(urls)].map(([, url]) => dataOf(url, base)).find(Boolean);
    if (source === undefined) return;
    const family = style.getPropertyValue('font-family').replace(/^["']|["']$/g, '');
    const descriptors = { weight: 'font-weight', style: 'font-style', stretch: 'font-stretch', unicodeRange: 'unicode-range' };
    for (const key in descriptors) descriptors[key] = style.getPropertyValue(descriptors[key]) || undefined;
    fonts.push([family, source.slice(source.indexOf(',') + 1), descriptors]);
  };
  const rulesOf = (sheet) => {
    try {
      return [...sheet.cssRules];
    } catch {
      // The rules of another origin are readable in a copy only.
      const copy = new CSSStyleSheet();
      copy.replaceSync(contents[sheet.href] ? new TextDecoder().decode(bytesOf(contents[sheet.href])) : '');
      return [...copy.cssRules];
    }
  };
  const cssOf = (sheet, base) => rulesOf(sheet).map((rule) => {
    if (rule instanceof CSSFontFaceRule) return addFont(rule.style, base) ?? '';
    if (!(rule instanceof CSSImportRule)) return inlineUrls(rule.cssText, base);
    const imported = rule.styleSheet ? cssOf(rule.styleSheet, rule.styleSheet.href ?? base) : '';
    return rule.media.mediaText ? '@media ' + rule.media.mediaText + ' {' + imported + '}' : imported;
  }).join('\\n');
  for (const element of document.querySelectorAll('*'))
    for (const name of element.getAttributeNames()) if (/^on/i.test(name)) element.removeAttribute(name);
  for (const element of document.querySelectorAll('style, link')) {
    const style = document.createElement('style');
    if (element.sheet) style.textContent = cssOf(element.sheet, element.sheet.href ?? pageBase).replaceAll('</', '<\\\\/');
    if (element.media) style.media = element.media;
    element.replaceWith(style);
  }
  for (const element of document.querySelectorAll('img, image, feImage, input, [background], [style]')) {
    if (element.currentSrc) element.setAttribute('src', element.currentSrc);
    for (const name of ['src', 'href', 'xlink:href', 'background']) {
      if (!element.hasAttribute(name)) continue;
      const data = dataOf(element.getAttribute(name), pageBase);
      if (data === undefined) element.removeAttribute(name);
      else element.setAttribute(name, data);
    }
    for (const name of ['srcset', 'loading']) element.removeAttribute(name);
    if (element.hasAttribute('style')) element.setAttribute('style', inlineUrls(element.style.cssText, pageBase));
  }
  const undrawn = document.querySelectorAll('iframe, frame, object, embed, video, audio, use:not([href^="#"], [*|href^="#"])');
  for (const element of [...undrawn, ...document.querySelectorAll('script, noscript, base, meta, source')]) element.remove();
  if (pageName !== null)
    for (const element of [...document.getElementsByClassName('url')]) {
      element.textContent = pageName;
      element.classList.remove('url');
    }
  // The bytes of a font are ready at once, while a font of a URL, also of a data: URL, would load after the header is drawn.
  const add = (family, bytes, descriptors) => document.fonts.add(new FontFace(family, Uint8Array.fromBase64(bytes), descriptors));
  // Of a template's event handlers, only the load event of a nested SVG fires while it is parsed.
  const script = document.createElement('svg');
  script.setAttribute('onload', fonts.map((font) => '(' + add + ')(...' + JSON.stringify(font) + ')').join(';'));
  const scripts = fonts.length > 0 ? '<svg width="0" height="0" style="position:absolute">' + script.outerHTML + '</svg>' : '';
  const styles = [...document.head.querySelectorAll('style')].map((style) => style.outerHTML).join('');
  return { html: scripts + styles + document.body.innerHTML, undrawn: undrawn.length, tooLarge: used > maximum };
})`;
