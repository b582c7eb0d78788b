/** Makes file names unique, ignoring case: `a.pdf`, `a (2).pdf`. */
export function uniqueNames<File extends { name: string }>(files: readonly File[]): File[] {
  const taken = new Set<string>();
  return files.map((file) => {
    const [, stem = '', extension = ''] = /^(.*?)(\.[^.]*)?$/s.exec(file.name) ?? [];
    let { name } = file;
    for (let count = 2; taken.has(name.toLowerCase()); count++)
      name = `${stem} (${count})${extension}`.trimStart();
    taken.add(name.toLowerCase());
    return { ...file, name };
  });
}
