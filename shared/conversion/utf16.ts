/** Text in UTF-16 with the high byte first. An odd last byte is ignored. */
export function utf16be(bytes: Uint8Array): string {
  return Buffer.from(bytes.subarray(0, bytes.length & ~1))
    .swap16()
    .toString('utf16le');
}
