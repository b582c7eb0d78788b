import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';
import { expect, test } from 'vitest';
import { packagesAtRunTime } from '../../build/appFiles.ts';
import type { Bundle } from '../../build/bundleRole.ts';
import { bundledFolders } from '../../build/licences.ts';
import { manifestOf } from '../../build/packageFiles.ts';
import { root } from '../../build/root.ts';
import { runtimePackages } from '../../build/runtimePackages.ts';
import { type Role, roles } from '../../shared/roles.ts';

/** The packages that the app's own code may import, by role. Their dependencies are not restricted. */
const everyRole = [
  '@azure/cosmos',
  '@azure/functions',
  '@azure/identity',
  '@azure/keyvault-keys',
  '@azure/keyvault-secrets',
  '@azure/storage-blob',
  '@azure/storage-queue',
  '@fastify/busboy',
  'applicationinsights',
  'content-disposition',
  // Verifying access tokens.
  'jose',
  'uuid',
  'zod',
];
/** Signing and writing exports. */
const exports = ['@noble/curves', 'protobufjs'];
const inputs = ['file-type', 'jschardet', 'yauzl'];
/** Verifying certificates and attestations. */
const attestation = ['@peculiar/asn1-schema', '@peculiar/asn1-x509', 'cborg'];
/** Writing a ZIP of results. */
const zip = ['yazl'];
const engines = [
  ...Object.keys(runtimePackages),
  '@cantoo/fontkit',
  '@cantoo/pdf-lib',
  'easy-template-x',
  'liquidjs',
  'marked',
  'puppeteer-core',
  'mammoth',
  'officecrypto-tool',
  'sanitize-html',
];
const allowed: Record<Role, string[]> = {
  api: [...everyRole, ...inputs, ...attestation],
  admin: everyRole,
  batch: [...everyRole, ...exports],
  convert: [...everyRole, ...inputs, ...engines, ...zip],
  all: [...everyRole, ...inputs, ...engines, ...exports, ...zip, ...attestation],
};

/** The packages that a cold start may load before the first call. */
const eager = /^(@azure\/functions|@azure\/functions-extensions-base|content-disposition|cookie|uuid|zod)$/;

/** Modules that the host provides, and optional dependencies of packages. */
const suppliedOrOptional = [
  '@azure/functions-core',
  'bufferutil',
  'kerberos',
  'proxy-agent',
  'utf-8-validate',
];

/** The rules for every role's bundle. */
export function bundleRules(role: Role, bundleOf: (role: Role) => Bundle): void {
  test('contains only code of the app and of packages, no local, build or test code', () => {
    const own = Object.keys(bundleOf(role).metafile.inputs).filter(
      (path) => !path.startsWith('node_modules/'),
    );
    for (const path of own)
      expect(path).toMatch(
        /^(functions|shared)\/|^proto\/exportWriter\.js$|^commonJs:node_modules\/|^conveyor:main$|^package\.json$/,
      );
  });

  test('imports only packages that the role may use', () => {
    const named = Object.entries(bundleOf(role).metafile.inputs)
      .filter(([path]) => !path.startsWith('node_modules/'))
      .flatMap(([, input]) => input.imports.map((each) => packageOf(each.path)))
      .filter((name) => name !== undefined);
    expect(
      new Set([...named, ...packagesAtRunTime(bundleOf(role))]).difference(new Set(allowed[role])),
    ).toEqual(new Set());
  });

  test('contains only the functions of its role', () => {
    const folders = Object.keys(bundleOf(role).metafile.inputs).flatMap(
      (path) => path.match(/^functions\/(\w+)\//)?.[1] ?? [],
    );
    const own: string[] = role === 'all' ? roles.filter((each) => each !== 'all') : [role];
    if (['api', 'admin', 'all'].includes(role)) own.push('documentation');
    for (const folder of folders) expect([...own, 'health', 'unmatched']).toContain(folder);
  });

  test('loads no SDK at a cold start', () => {
    const early = [...loadedAtStart(bundleOf(role).metafile)].flatMap((path) => packageOf(path) ?? []);
    expect(early.filter((name) => !eager.test(name))).toEqual([]);
  });

  test('imports only its own modules, Node modules and the packages that are installed beside it', () => {
    const outside = Object.values(bundleOf(role).metafile.outputs).flatMap((output) =>
      output.imports.filter(({ external }) => external).map(({ path }) => path),
    );
    const beside = [...packagesAtRunTime(bundleOf(role)), ...suppliedOrOptional];
    const unknown = outside.filter(
      (path) =>
        process.getBuiltinModule(path) === undefined &&
        !beside.some((name) => path === name || path.startsWith(`${name}/`)),
    );
    expect(unknown).toEqual([]);
  });

  test('bundles no package that loads native or WebAssembly files from its own folder', () => {
    const withFiles = bundledFolders(bundleOf(role)).filter((folder) =>
      contains(join(root, folder), /\.(node|wasm|br)$/),
    );
    expect(withFiles.filter((folder) => !/\/undici$/.test(folder))).toEqual([]);
  });

  test('bundles only packages with permissive licences', () => {
    for (const folder of [...bundledFolders(bundleOf(role)), ...(bundleOf(role).webApp?.packages ?? [])])
      expect(manifestOf(folder).license ?? 'MIT', folder).toMatch(
        /^\(?(MIT|ISC|0BSD|BSD-[23]-Clause|Apache-2\.0|MPL-2\.0|BlueOak-1\.0\.0|Unlicense)\b/,
      );
  });

  test('contains no path of the build machine and no secret', () => {
    for (const [name, content] of bundleOf(role).files) {
      const text = Buffer.from(content).toString();
      expect(text.includes(root), name).toBe(false);
      expect(text.match(/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\\nr]+[\w+/]{40}/)?.[0], name).toBeUndefined();
      // The storage SDK contains the public key of the storage emulator.
      const keys = text.match(/(AccountKey|SharedAccessKey)=[\w+/]{40,}=*/g) ?? [];
      expect(
        keys.filter((key) => !key.startsWith('AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6')),
        name,
      ).toEqual([]);
    }
  });

  if (role === 'convert' || role === 'all') {
    test('has the entry files of child processes beside main.mjs', () => {
      for (const child of ['libreofficeChild.mjs', 'chromiumChild.mjs', 'toolboxChild.mjs'])
        expect([...bundleOf(role).files.keys()]).toContain(child);
    });

    test('drives the browser only in the child process', () => {
      const drivers = (entry: string) =>
        [...reachedFrom(bundleOf(role).metafile, entry)].filter((path) => /puppeteer/.test(path));
      expect(drivers('main.mjs')).toEqual([]);
      expect(drivers('chromiumChild.mjs')).not.toEqual([]);
    });
  } else
    test('contains no code of an engine', () => {
      expect(packagesAtRunTime(bundleOf(role))).toEqual([]);
      const carried = Object.keys(bundleOf(role).metafile.inputs);
      const engine = /matbee|sparticuz|pdfium|pdf-lib|qpdf|sharp|puppeteer|libreoffice|chromium/i;
      expect(carried.filter((path) => engine.test(path))).toEqual([]);
    });
}

/** The inputs that are loaded before the first call: the static imports of the main module. */
function loadedAtStart(metafile: Metafile): Set<string> {
  return reachedFrom(metafile, 'main.mjs', (kind) => kind !== 'dynamic-import');
}

/** The inputs of an entry and of its imports. */
function reachedFrom(
  { outputs }: Metafile,
  entry: string,
  follows: (kind: string) => boolean = () => true,
): Set<string> {
  const seen = new Set<string>();
  const visit = (name: string) => {
    if (seen.has(name)) return;
    seen.add(name);
    for (const { path, kind, external } of outputs[name]?.imports ?? [])
      if (follows(kind) && !external) visit(path);
  };
  visit(Object.keys(outputs).find((name) => name.endsWith(`/${entry}`)) as string);
  return new Set([...seen].flatMap((name) => Object.keys(outputs[name]?.inputs ?? {})));
}

function packageOf(path: string): string | undefined {
  return path.match(/^(?:.*node_modules\/)((?:@[^/]+\/)?[^/]+)/)?.[1];
}

function contains(folder: string, files: RegExp): boolean {
  if (!existsSync(folder)) return false;
  return readdirSync(folder, { withFileTypes: true }).some((entry) =>
    entry.isDirectory()
      ? entry.name !== 'node_modules' && contains(join(folder, entry.name), files)
      : files.test(entry.name),
  );
}
