import { spawnSync } from 'node:child_process';

/** The programs that shell blocks use and that a machine can lack. */
const tools = ['bash', 'curl', 'openssl'] as const;

/** Those that are not installed. Windows has none of them. */
export const missingTools: readonly string[] = tools.filter(
  (tool) => spawnSync(tool, [tool === 'openssl' ? 'version' : '--version']).error !== undefined,
);
