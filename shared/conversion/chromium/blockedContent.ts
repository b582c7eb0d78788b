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

/**
 * Reports what Chromium blocks without a request: `http:` content of an `https:` page, as uploaded pages are (Mixed Content, W3C).
 * @param blocked is called with the address and type of each resource, maybe several times
 */
export async function watchBlockedContent(
  session: CDPSession,
  blocked: (url: string, type: ResourceType) => void,
): Promise<void> {
  session.on('Audits.issueAdded', ({ issue }) => {
    const mixed = issue.details.mixedContentIssueDetails;
    const type = types[mixed?.resourceType ?? ''];
    if (mixed?.resolutionStatus === 'MixedContentBlocked' && type) blocked(mixed.insecureURL, type);
  });
  await session.send('Audits.enable');
}
