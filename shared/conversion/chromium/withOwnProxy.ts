import { ConveyorError } from '../../errors.ts';
import { DocumentRefused, type EngineResult, type EngineTask } from '../engines/engine.ts';
import type { LoadOptions } from '../steps/options/loadOptions.ts';
import type { BrowserProxy } from './browserProxy.ts';

/** Task options beside those of the step. */
export interface ProxyOptions {
  /** Address of the proxy for the page of a URL. */
  proxyServer?: string;
}

/**
 * Runs a task. The page of a URL gets its own proxy, which is closed when the task ends. The proxy knows more precisely
 * than the browser why a page could not be loaded.
 * @throws DocumentRefused
 */
export async function withOwnProxy(
  proxy: BrowserProxy,
  task: EngineTask,
  run: (task: EngineTask) => Promise<EngineResult>,
): Promise<EngineResult> {
  const { url } = (task.options ?? {}) as LoadOptions;
  if (url === undefined) return run(task);
  const egress = await proxy.open('pages');
  try {
    await egress.check(url);
    const own: ProxyOptions = { proxyServer: egress.server };
    return await run({ ...task, options: { ...task.options, ...own } });
  } catch (error) {
    // A wrong address is not an engine failure.
    if (error instanceof ConveyorError)
      throw new DocumentRefused(error.code, { detail: error.detail, cause: error });
    if (error instanceof DocumentRefused && error.address !== undefined && egress.wasRefused(error.address))
      throw new DocumentRefused('address_not_allowed', { cause: error });
    throw error;
  } finally {
    void egress.close();
  }
}
