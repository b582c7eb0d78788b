import { z } from 'zod';
import type { Release } from '../build/release.ts';
import { requestOk } from './request.ts';

const runningSchema = z.object({ version: z.string(), role: z.string(), digest: z.string().optional() });

/** What an app reports about the package that it runs. */
export type Running = z.output<typeof runningSchema>;

/** @throws Error if the app does not respond, or does not report its package */
export async function runningAt(url: string): Promise<Running> {
  const response = await requestOk(`${url}/version`);
  const { data } = runningSchema.safeParse(await response.json());
  if (!data) throw new Error(`${url}/version does not name the version and role of an app.`);
  return data;
}

/** @returns a sentence that says how the running package differs from that of the release; undefined if it does not */
export function differenceOf(running: Running, release: Release): string | undefined {
  const released = release.packages.find(({ role }) => role === running.role);
  if (!released) return `The release has no package of the role ${running.role}.`;
  if (running.version !== release.version)
    return `Version ${running.version} runs, and ${release.version} was released.`;
  if (running.digest === undefined) return 'The app runs from its sources.';
  if (running.digest !== released.digest)
    return `The files of the running package have the digest ${running.digest}, and those of the release ${released.digest}.`;
  return undefined;
}
