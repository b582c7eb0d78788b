/** What is switched off because it would call home or can't be seen in a document. */
const disabledFeatures = [
  'AutofillServerCommunication',
  'CertificateTransparencyComponentUpdater',
  'DialMediaRouteProvider',
  'GlobalMediaControls',
  'InterestFeedContentSuggestions',
  'MediaRouter',
  'NetworkPrediction',
  'OptimizationHints',
  'Prerender2',
  'SpareRendererForSitePerProcess',
  'Translate',
  'WebRtcHideLocalIpsWithMdns',
];

/** What the arguments depend on. */
export interface ChromiumArguments {
  /** The address of the proxy on loopback by which uploads travel: by default it refuses everything. */
  proxyServer: string;
  profile: string;
  sandbox: boolean;
}

/**
 * Chromium's whole command line: none of the arguments that its package proposes, which switch off the sandbox, web
 * security and site isolation. Three things keep it from the network, each alone enough for most: every request goes
 * to a proxy that refuses what isn't opened, loopback not excepted; no name resolves; and UDP without a proxy is off.
 */
export function chromiumArguments({ proxyServer, profile, sandbox }: ChromiumArguments): string[] {
  return [
    '--headless',
    '--remote-debugging-pipe',
    `--user-data-dir=${profile}`,
    `--proxy-server=${proxyServer}`,
    '--proxy-bypass-list=<-loopback>',
    '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
    '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
    '--webrtc-ip-handling-policy=disable_non_proxied_udp',
    '--disable-quic',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-domain-reliability',
    '--disable-sync',
    '--disable-breakpad',
    '--disable-client-side-phishing-detection',
    '--disable-default-apps',
    '--disable-extensions',
    `--disable-features=${disabledFeatures.join(',')}`,
    '--dns-prefetch-disable',
    '--no-pings',
    '--no-first-run',
    '--no-default-browser-check',
    '--metrics-recording-only',
    '--password-store=basic',
    '--use-mock-keychain',
    '--mute-audio',
    '--hide-scrollbars',
    '--disable-gpu',
    '--disable-dev-shm-usage',
    '--font-render-hinting=none',
    '--force-color-profile=srgb',
    ...(sandbox ? [] : ['--no-sandbox']),
    'about:blank',
  ];
}
