import { spawnSync } from 'node:child_process';

/** The programs that blocks use and that a machine can lack. */
const tools = ['bash', 'curl', 'openssl', 'python3'] as const;

/** Those that are not installed. */
export const missingTools: readonly string[] = tools.filter(
  (tool) => spawnSync(tool, [tool === 'openssl' ? 'version' : '--version']).error !== undefined,
);
