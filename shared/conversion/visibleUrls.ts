const dataUrl = /\bdata:[^\s"“”<>]*/gi;
/** The length of the scheme is limited, so that a search takes linear time. */
const url = /\b([a-z][a-z\d+.-]{0,30}:\/\/)(?:[^\s/?#"“”<>]*@)?([^\s?#"“”<>]*)(?:[?#][^\s"“”<>]*)?/gi;

/**
 * A text in which URLs have no query, fragment or user info, which often hold a signature, a token or a password, and
 * `data:` URLs have no data.
 */
export function withVisibleUrls(text: string): string {
  return text.replace(dataUrl, 'data:…').replace(url, '$1$2');
}
