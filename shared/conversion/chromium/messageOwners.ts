/** Chromium writes the session last, and the context last among the members of a target. Quotes within values are escaped. */
const session = /"sessionId":"(\w+)"\}$/;
const context = /"browserContextId":"(\w+)"/;

const attached = '{"method":"Target.attachedToTarget"';

/** Finds the browser context that a message of the DevTools protocol is about, without parsing the message. */
export class MessageOwners {
  readonly #contexts = new Map<string, string>();

  /** @param tail the end of a message */
  contextOf(tail: string): string | undefined {
    const sessionId = session.exec(tail)?.[1];
    return (sessionId && this.#contexts.get(sessionId)) ?? context.exec(tail)?.[1];
  }

  /** Reads which context a new session belongs to. */
  learn(message: string): void {
    if (!message.startsWith(attached)) return;
    const { params } = JSON.parse(message) as {
      params: { sessionId: string; targetInfo: { browserContextId?: string } };
    };
    const { sessionId, targetInfo } = params;
    if (targetInfo.browserContextId !== undefined) this.#contexts.set(sessionId, targetInfo.browserContextId);
  }

  forget(context: string): void {
    for (const [sessionId, owner] of this.#contexts) if (owner === context) this.#contexts.delete(sessionId);
  }
}
