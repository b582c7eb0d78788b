import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPromise } from 'yauzl';
import { packageRoles } from '../build/package.ts';
import type { Benchmark, Row } from './row.ts';

/** The parts of the package of `convert`: name → paths. The first that matches counts. */
const parts: Record<string, RegExp> = {
  'LibreOffice, WebAssembly': /^node_modules\/@matbee\//,
  'Chromium, for Linux on x64': /^node_modules\/@sparticuz\//,
  'fonts for Chinese, Japanese and Korean': /^node_modules\/@expo-google-fonts\/noto-sans-(jp|kr|sc|tc)\//,
  'other fonts': /^node_modules\/@expo-google-fonts\//,
  'sharp with libvips': /^node_modules\/(sharp|@img)\//,
  'PDFium and qpdf, WebAssembly': /^node_modules\/@(embedpdf|neslinesli93)\//,
  'other packages in node_modules': /^node_modules\//,
  'source maps': /\.map$/,
  'own code and bundled packages': /^/,
};

const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;

/** Sizes of the packages, and of what is in that of `convert`. */
export async function packages(): Promise<Benchmark> {
  const folder = await mkdtemp(join(tmpdir(), 'conveyor-bench-'));
  try {
    const built = await packageRoles(folder, ['api', 'admin', 'batch', 'convert']);
    const rows = built.map(
      ({ role, bytes, unpackedBytes }): Row => ({
        what: `the ZIP of \`${role}\``,
        value: megabytes(bytes),
        comparison: `${megabytes(unpackedBytes)} unpacked`,
      }),
    );
    const convert = built.find(({ role }) => role === 'convert');
    const sizes = convert ? await sizesOf(convert.file) : new Map<string, Size>();
    for (const [part, { packed, unpacked }] of [...sizes].sort(([, a], [, b]) => b.packed - a.packed))
      rows.push({
        what: `in \`convert\`: ${part}`,
        value: megabytes(packed),
        comparison: `${megabytes(unpacked)} unpacked`,
      });
    return {
      title: 'Packages',
      about:
        'Run-from-Package ZIPs. An instance mounts them and reads what it runs; Chromium and its libraries are compressed once more inside and are unpacked to `ENGINE_CACHE` by the first page.',
      rows,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Size {
  packed: number;
  unpacked: number;
}

async function sizesOf(file: string): Promise<Map<string, Size>> {
  const sizes = new Map<string, Size>();
  const zip = await openPromise(file, { lazyEntries: true });
  for await (const { fileName, compressedSize, uncompressedSize } of zip.eachEntry()) {
    const part = Object.keys(parts).find((name) => parts[name]?.test(fileName)) as string;
    const { packed, unpacked } = sizes.get(part) ?? { packed: 0, unpacked: 0 };
    sizes.set(part, { packed: packed + compressedSize, unpacked: unpacked + uncompressedSize });
  }
  return sizes;
}
