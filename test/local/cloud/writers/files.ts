import type { Clients, Expectations, Subject } from '../expectations.ts';

const blobOf = ({ blobs }: Clients, name: string) =>
  blobs.getContainerClient('files').getBlockBlobClient(name);

/** The ETag and content of a blob. */
const file = (name: string): Subject => ({
  name: `blob ${name}`,
  async read(clients) {
    const blob = blobOf(clients, name);
    if (!(await blob.exists())) return undefined;
    const { etag } = await blob.getProperties();
    return { etag, text: (await blob.downloadToBuffer()).toString() };
  },
});

/** Writes, overwrites, commits blocks of and deletes blobs until the cloud is killed. */
export async function fileWriter(
  clients: Clients,
  prefix: string,
  expectations: Expectations,
): Promise<never> {
  for (let count = 0; ; count++) {
    const name = `${prefix}-${count}`;
    const blob = blobOf(clients, name);
    const upload = (text: string) => async () => ({
      etag: (await blob.upload(text, text.length)).etag,
      text,
    });
    await expectations.write(file(name), upload(`first ${count}`));
    if (count % 2 === 0) await expectations.write(file(name), upload(`second ${count}`));
    if (count % 3 === 0)
      await expectations.write(file(name), async () => {
        const id = Buffer.from('0001').toString('base64');
        await blob.stageBlock(id, 'third', 5);
        return { etag: (await blob.commitBlockList([id])).etag, text: 'third' };
      });
    if (count % 4 === 0)
      await expectations.write(file(name), async () => {
        await blob.delete();
        return undefined;
      });
  }
}
