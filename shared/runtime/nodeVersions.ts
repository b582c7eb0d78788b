/** The supported major versions of Node.js: those that Azure Functions supports and on which the packages are tested. */
export const nodeVersions: readonly number[] = [22, 24];

/** @throws Error if the running Node.js version is not supported */
export function checkNodeVersion(): void {
  const running = process.versions.node;
  if (!nodeVersions.includes(Number.parseInt(running, 10)))
    throw new Error(`Conveyor runs on Node.js ${nodeVersions.join(' and ')}; this is Node.js ${running}.`);
}
