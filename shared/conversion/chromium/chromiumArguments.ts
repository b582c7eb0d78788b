/** Features that contact Google's servers or have no effect on a document. */
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

export interface ChromiumArguments {
  /** Address of the loopback proxy for uploads. By default it refuses everything. */
  proxyServer: string;
  profile: string;
  sandbox: boolean;
}

/**
 * Chromium's complete command line. The arguments that its npm package proposes are not used: they switch off the sandbox,
 * web security and site isolation. Three independent measures block the network: every request, also to loopback, goes
 * to a proxy that refuses what is not allowed; no host name resolves; and UDP without a proxy is off.
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
