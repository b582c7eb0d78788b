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

/** The packages that the app's own code may name, role by role. What those bring along is their affair. */
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
  'uuid',
  'zod',
];
/** What signs and writes exports. */
const exporting = ['@noble/curves', 'protobufjs'];
const inputs = ['file-type', 'yauzl'];
/** What checks certificates and attestations. */
const attesting = ['@peculiar/asn1-schema', '@peculiar/asn1-x509', 'cborg', 'jose'];
/** What signs webhooks, and what makes a ZIP of results. */
const telling = ['standardwebhooks'];
const zipping = ['yazl'];
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
  api: [...everyRole, ...inputs, ...attesting],
  admin: everyRole,
  batch: [...everyRole, ...exporting, ...telling],
  convert: [...everyRole, ...inputs, ...engines, ...zipping],
  all: [...everyRole, ...inputs, ...engines, ...exporting, ...telling, ...zipping, ...attesting],
};

/** What a cold start may read: functions are registered with these, and nothing is called yet. */
const eager = /^(@azure\/functions|@azure\/functions-extensions-base|content-disposition|cookie|uuid|zod)$/;

/** What the host supplies; and what packages try to load and do without. */
const suppliedOrOptional = [
  '@azure/functions-core',
  'bufferutil',
  'kerberos',
  'proxy-agent',
  'utf-8-validate',
];

/** What every role's bundle must keep to. */
export function bundleRules(role: Role, bundleOf: (role: Role) => Bundle): void {
  test('holds code of the app and of packages, and none that is for one machine, for building or for tests', () => {
    const own = Object.keys(bundleOf(role).metafile.inputs).filter(
      (path) => !path.startsWith('node_modules/'),
    );
    for (const path of own)
      expect(path).toMatch(
        /^(functions|shared)\/|^proto\/exportWriter\.js$|^commonJs:node_modules\/|^conveyor:main$|^package\.json$/,
      );
  });

  test('names only packages that are allowed to the role', () => {
    const named = Object.entries(bundleOf(role).metafile.inputs)
      .filter(([path]) => !path.startsWith('node_modules/'))
      .flatMap(([, input]) => input.imports.map((each) => packageOf(each.path)))
      .filter((name) => name !== undefined);
    expect(
      new Set([...named, ...packagesAtRunTime(bundleOf(role))]).difference(new Set(allowed[role])),
    ).toEqual(new Set());
  });

  test('has the functions of its role only', () => {
    const folders = Object.keys(bundleOf(role).metafile.inputs).flatMap(
      (path) => path.match(/^functions\/(\w+)\//)?.[1] ?? [],
    );
    const own: string[] = role === 'all' ? roles.filter((each) => each !== 'all') : [role];
    for (const folder of folders) expect([...own, 'health']).toContain(folder);
  });

  test('reads no SDK at a cold start', () => {
    const early = [...loadedAtOnce(bundleOf(role).metafile)].flatMap((path) => packageOf(path) ?? []);
    expect(early.filter((name) => !eager.test(name))).toEqual([]);
  });

  test('imports nothing but itself, Node and what is installed beside it', () => {
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

  test('bundles no package that brings files of its own, which a bundle would lose', () => {
    const lost = bundledFolders(bundleOf(role)).filter((folder) =>
      brings(join(root, folder), /\.(node|wasm|br)$/),
    );
    expect(lost.filter((folder) => !/\/undici$/.test(folder))).toEqual([]);
  });

  test('holds packages of permissive licences only', () => {
    for (const folder of bundledFolders(bundleOf(role)))
      expect(manifestOf(folder).license ?? 'MIT', folder).toMatch(
        /^\(?(MIT|ISC|0BSD|BSD-[23]-Clause|Apache-2\.0|MPL-2\.0|BlueOak-1\.0\.0|Unlicense)\b/,
      );
  });

  test('tells no path of the machine it was built on, and no secret', () => {
    for (const [name, content] of bundleOf(role).files) {
      const text = Buffer.from(content).toString();
      expect(text.includes(root), name).toBe(false);
      expect(text.match(/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\\nr]+[\w+/]{40}/)?.[0], name).toBeUndefined();
      // The one key that is public: the storage emulator's, which the storage SDK knows.
      const keys = text.match(/(AccountKey|SharedAccessKey)=[\w+/]{40,}=*/g) ?? [];
      expect(
        keys.filter((key) => !key.startsWith('AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6')),
        name,
      ).toEqual([]);
    }
  });

  if (role === 'convert' || role === 'all') {
    test('has the entry of each child process beside its main', () => {
      for (const child of ['libreofficeChild.mjs', 'chromiumChild.mjs', 'toolboxChild.mjs'])
        expect([...bundleOf(role).files.keys()]).toContain(child);
    });

    test('drives the browser in the child process alone: what a page says to it never is the worker’s work', () => {
      const drivers = (entry: string) =>
        [...reachedFrom(bundleOf(role).metafile, entry)].filter((path) => /puppeteer/.test(path));
      expect(drivers('main.mjs')).toEqual([]);
      expect(drivers('chromiumChild.mjs')).not.toEqual([]);
    });
  } else
    test('holds no byte of an engine', () => {
      expect(packagesAtRunTime(bundleOf(role))).toEqual([]);
      const carried = Object.keys(bundleOf(role).metafile.inputs);
      const engine = /matbee|sparticuz|pdfium|pdf-lib|qpdf|sharp|puppeteer|libreoffice|chromium/i;
      expect(carried.filter((path) => engine.test(path))).toEqual([]);
    });
}

/** The inputs that are read before the first call: what the main module imports, and what that imports. */
function loadedAtOnce(metafile: Metafile): Set<string> {
  return reachedFrom(metafile, 'main.mjs', (kind) => kind !== 'dynamic-import');
}

/** The inputs of an entry, and of what it imports. */
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

function brings(folder: string, files: RegExp): boolean {
  if (!existsSync(folder)) return false;
  return readdirSync(folder, { withFileTypes: true }).some((entry) =>
    entry.isDirectory()
      ? entry.name !== 'node_modules' && brings(join(folder, entry.name), files)
      : files.test(entry.name),
  );
}
