import { type Browser, chromium } from 'playwright-core';
import { unpackChromium } from '../../shared/conversion/chromium/chromiumFiles.ts';

/** Starts the Chromium of the engines. */
export async function launchBrowser(): Promise<Browser> {
  const { executable, libraries, fontsConfiguration } = await unpackChromium();
  return chromium.launch({
    executablePath: process.env.CHROMIUM || executable,
    // The limit of the test applies instead: a busy machine takes long.
    timeout: 0,
    env: {
      ...process.env,
      FONTCONFIG_FILE: fontsConfiguration,
      ...(libraries !== undefined && { LD_LIBRARY_PATH: libraries }),
    },
  });
}
