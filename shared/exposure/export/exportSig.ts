import type { ExposureServices } from '../services.ts';
import { signatureInfoOf } from './exportBin.ts';
import type { FrozenSigningKey } from './manifest.ts';
import { signerOf } from './sign.ts';

/** The bytes of `export.sig`: one signature per key, in the order of `signedBy`. */
export async function exportSig(
  digest: Uint8Array,
  signedBy: readonly FrozenSigningKey[],
  services: ExposureServices,
): Promise<Uint8Array> {
  const { TEKSignatureList } = await import('../../../proto/exportWriter.js');
  const signatures = await Promise.all(
    signedBy.map(async (key) => ({
      signatureInfo: signatureInfoOf(key),
      batchNum: 1,
      batchSize: 1,
      signature: await (await signerOf(key, services))(digest),
    })),
  );
  return TEKSignatureList.encode({ signatures }).finish();
}
