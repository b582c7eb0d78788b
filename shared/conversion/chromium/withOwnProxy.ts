import { ConveyorError } from '../../errors.ts';
import { DocumentRefused, type EngineResult, type EngineTask } from '../engines/engine.ts';
import type { LoadOptions } from '../steps/options/loadOptions.ts';
import type { BrowserProxy } from './browserProxy.ts';

/** What a task says of its page's way, beside the options of the step. */
export interface ProxyOptions {
  /** The proxy by which the page of a URL travels. */
  proxyServer?: string;
}

/**
 * Does a task whose page is one of the network by a way out of its own, which ends with it. The way knows more of a page
 * that can't be had than the browser does.
 * @throws DocumentRefused
 */
export async function withOwnProxy(
  proxy: BrowserProxy,
  task: EngineTask,
  run: (task: EngineTask) => Promise<EngineResult>,
): Promise<EngineResult> {
  const { url } = (task.options ?? {}) as LoadOptions;
  if (url === undefined) return run(task);
  const way = await proxy.open('pages');
  try {
    await way.check(url);
    const named: ProxyOptions = { proxyServer: way.server };
    return await run({ ...task, options: { ...task.options, ...named } });
  } catch (error) {
    // What is wrong with the address is no fault of the engine.
    if (error instanceof ConveyorError)
      throw new DocumentRefused(error.code, { detail: error.detail, cause: error });
    if (error instanceof DocumentRefused && error.address !== undefined && way.wasRefused(error.address))
      throw new DocumentRefused('address_not_allowed', { cause: error });
    throw error;
  } finally {
    void way.close();
  }
}
