const endOfDirectory = 0x06054b50;
const endBytes = 22;
const longestComment = 65_535;
const deflated = 8;

/**
 * The texts of some files in a ZIP (PKWARE APPNOTE 6.3.10, §4.3; without ZIP64, which office documents do not need).
 * @param selects the names of the files
 * @throws Error if the file is not a ZIP
 */
export async function zipTexts(file: Blob, selects: RegExp): Promise<string[]> {
  const tailStart = Math.max(0, file.size - endBytes - longestComment);
  const tail = new DataView(await file.slice(tailStart).arrayBuffer());
  let end = tail.byteLength - endBytes;
  while (end >= 0 && tail.getUint32(end, true) !== endOfDirectory) end--;
  if (end < 0) throw new Error('The file is not a Word document.');
  const size = tail.getUint32(end + 12, true);
  const start = tail.getUint32(end + 16, true);
  const directory = new DataView(await file.slice(start, start + size).arrayBuffer());
  const texts: string[] = [];
  for (let at = 0; at + 46 <= directory.byteLength; ) {
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) =>
      directory.getUint16(at + field, true),
    );
    const nameStart = at + 46;
    const name = new TextDecoder().decode(new Uint8Array(directory.buffer, nameStart, nameLength));
    if (selects.test(name)) texts.push(await contentOf(file, directory, at));
    at = nameStart + (nameLength ?? 0) + (extraLength ?? 0) + (commentLength ?? 0);
  }
  return texts;
}

/** @param at the place of its entry in the directory */
async function contentOf(file: Blob, directory: DataView, at: number): Promise<string> {
  const size = directory.getUint32(at + 20, true);
  const local = directory.getUint32(at + 42, true);
  const header = new DataView(await file.slice(local, local + 30).arrayBuffer());
  const start = local + 30 + header.getUint16(26, true) + header.getUint16(28, true);
  const stored = file.slice(start, start + size);
  if (directory.getUint16(at + 10, true) !== deflated) return stored.text();
  return new Response(stored.stream().pipeThrough(new DecompressionStream('deflate-raw'))).text();
}
