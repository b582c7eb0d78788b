/** PNG, JPEG and GIF contain only pixels. Metafiles and vector images may contain other images and addresses. */
const signatures = /^(89504e470d0a1a0a|ffd8ff|47494638(37|39)61)/;

/** Whether these bytes are a PNG, JPEG or GIF, independent of the file name. */
export function isRasterImage(bytes: Uint8Array): boolean {
  return signatures.test(Buffer.from(bytes.subarray(0, 8)).toString('hex'));
}
