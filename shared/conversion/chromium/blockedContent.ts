import type { CDPSession, ResourceType } from 'puppeteer-core';

/** Chromium's types of mixed content, as types of requests. */
const types: Readonly<Record<string, ResourceType>> = {
  Image: 'image',
  Stylesheet: 'stylesheet',
  Script: 'script',
  Font: 'font',
  Audio: 'media',
  Video: 'media',
  Frame: 'document',
  PluginResource: 'document',
  Resource: 'fetch',
  XMLHttpRequest: 'xhr',
};

/** The type of a request, or a file of the computer on which a page was written: Chromium does not say how the page uses it. */
export type BlockedType = ResourceType | 'file';

/** The log entry of such a file. Scripts cannot write to this log. */
const localFile = /^Not allowed to load local resource: (file:.*)/;

/**
 * Reports what Chromium blocks without a request: `file:` addresses, and `http:` content of an `https:` page, as uploaded pages are
 * (Mixed Content, W3C).
 * @param blocked is called with the address and type of each resource, maybe several times
 */
export async function watchBlockedContent(
  session: CDPSession,
  blocked: (url: string, type: BlockedType) => void,
): Promise<void> {
  session.on('Audits.issueAdded', ({ issue }) => {
    const mixed = issue.details.mixedContentIssueDetails;
    const type = types[mixed?.resourceType ?? ''];
    if (mixed?.resolutionStatus === 'MixedContentBlocked' && type) blocked(mixed.insecureURL, type);
  });
  session.on('Log.entryAdded', ({ entry }) => {
    const [, url] = localFile.exec(entry.text) ?? [];
    if (url !== undefined) blocked(url, 'file');
  });
  await Promise.all([session.send('Audits.enable'), session.send('Log.enable')]);
}
