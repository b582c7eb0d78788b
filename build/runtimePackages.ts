/** A package that is installed beside the bundle, not in it: it brings files that its code looks for around itself. */
export interface RuntimePackage {
  /** What of it is needed at run time, of the files that are left when types, source maps and prose are gone. */
  needs: RegExp;
}

/** Every such package. A role has those that its bundle names. */
export const runtimePackages: Readonly<Record<string, RuntimePackage>> = {
  '@matbee/libreoffice-converter': {
    // Of its builds the one for Node, and the worker that it may start; `.js` beside `.cjs` is the browser's.
    needs: /^(dist\/(index\.(cjs|js)|node\.worker\.cjs)|wasm\/.*\.(cjs|wasm|data))$/,
  },
  '@sparticuz/chromium': { needs: /^(build|bin)\// },
  '@embedpdf/pdfium': { needs: /^dist\/(index\.(cjs|js)|pdfium\.wasm)$/ },
};
