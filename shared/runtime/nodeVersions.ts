/** The major versions of Node that the app runs on: those of Azure Functions on which its packages are tested. */
export const nodeVersions: readonly number[] = [22, 24];

/** @throws Error with one sentence if the running Node is none of them */
export function checkNodeVersion(): void {
  const running = process.versions.node;
  if (!nodeVersions.includes(Number.parseInt(running, 10)))
    throw new Error(`Conveyor runs on Node.js ${nodeVersions.join(' and ')}; this is Node.js ${running}.`);
}
