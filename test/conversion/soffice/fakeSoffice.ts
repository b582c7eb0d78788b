import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Writes a program with the command line of `soffice --convert-to`. Its result contains the path of its input.
 * @returns its path
 */
export async function fakeSoffice(folder: string): Promise<string> {
  const path = join(folder, 'soffice');
  await writeFile(path, script, { mode: 0o755 });
  return path;
}

const script = `#!/bin/sh
while [ $# -gt 1 ]; do
  case "$1" in
    --outdir) output=$2 ;;
    --convert-to) format=\${2%%:*} ;;
  esac
  shift
done
name=\${1##*/}
printf %s "$1" > "$output/\${name%.*}.$format"
`;
