import type { BaseServices } from '../baseServices.ts';
import { BrowserProxy } from './browserProxy.ts';
import { Outbound } from './outbound.ts';

/** The services of outbound/. */
export interface OutboundServices {
  /** Fetches untrusted URLs: input URLs and webhooks. */
  readonly outbound: Outbound;
  /** Opens the proxies of the browser. */
  readonly browserProxy: BrowserProxy;
}

export function outboundServices({ config }: Pick<BaseServices, 'config'>): OutboundServices {
  return {
    outbound: new Outbound({ reach: 'public', allow: config.outboundAllow }),
    browserProxy: new BrowserProxy({
      documents: { reach: 'nothing', allow: config.browserAllow },
      pages: { reach: 'public', allow: config.browserAllow },
    }),
  };
}
