/** PNG, JPEG and GIF hold pixels only. Metafiles and vectors may hold others of any kind, and addresses. */
const signatures = /^(89504e470d0a1a0a|ffd8ff|47494638(37|39)61)/;

/** Whether these bytes are a picture that can name nothing, whatever their name says. */
export function isRasterImage(bytes: Uint8Array): boolean {
  return signatures.test(Buffer.from(bytes.subarray(0, 8)).toString('hex'));
}
