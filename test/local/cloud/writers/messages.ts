import type { Clients, Expectations, Subject } from '../expectations.ts';

const queueOf = ({ queues }: Clients) => queues.getQueueClient('jobs');

/** A received message: whether it exists and its pop receipt is valid. Reading renews the receipt. */
const inWork = (messageId: string, receipts: { current: string }): Subject => ({
  name: `message ${messageId}`,
  async read(clients) {
    try {
      const { popReceipt = '' } = await queueOf(clients).updateMessage(
        messageId,
        receipts.current,
        undefined,
        3600,
      );
      receipts.current = popReceipt;
      return 'in work';
    } catch (error) {
      const { statusCode } = error as { statusCode?: number };
      return statusCode === 404 ? undefined : `refused with ${statusCode}`;
    }
  },
});

/** Sends, renews and deletes messages until the cloud is killed. */
export async function messageWriter(
  clients: Clients,
  prefix: string,
  expectations: Expectations,
): Promise<never> {
  const queue = queueOf(clients);
  for (let count = 0; ; count++) {
    const { messageId, popReceipt } = await queue.sendMessage(`${prefix}-${count}`, {
      visibilityTimeout: 3600,
      messageTimeToLive: -1,
    });
    const receipts = { current: popReceipt };
    const subject = inWork(messageId, receipts);
    await expectations.write(subject, async () => 'in work');
    if (count % 2 === 0)
      await expectations.write(subject, async () => {
        const renewed = await queue.updateMessage(messageId, receipts.current, `renewed ${count}`, 3600);
        receipts.current = renewed.popReceipt ?? '';
        return 'in work';
      });
    if (count % 3 === 0)
      await expectations.write(subject, async () => {
        await queue.deleteMessage(messageId, receipts.current);
        return undefined;
      });
  }
}
