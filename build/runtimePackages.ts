/** A package that is installed beside the bundle, not in it: it brings files that its code looks for around itself. */
export interface RuntimePackage {
  /** What of it is needed at run time, of the files that are left when types, source maps and prose are gone. */
  needs: RegExp;
  /** Whether the packages it depends on are carried too; they are, unless this says no. */
  dependencies?: false;
}

/** Of a font's nine weights the two that are used. */
const font: RuntimePackage = { needs: /^(400Regular|700Bold)\/.*\.ttf$/ };

/** Every such package. A role has those that its bundle names. */
export const runtimePackages: Readonly<Record<string, RuntimePackage>> = {
  '@matbee/libreoffice-converter': {
    // Of its builds the one for Node, and the worker that it may start; `.js` beside `.cjs` is the browser's.
    needs: /^(dist\/(index\.(cjs|js)|node\.worker\.cjs)|wasm\/.*\.(cjs|wasm|data))$/,
  },
  // Of its archives those that are unpacked (the others are software rendering for WebGL); none of its code runs.
  '@sparticuz/chromium': {
    needs: /^(build\/index\.js|bin\/(chromium|al2023\.tar|fonts\.tar)\.br)$/,
    dependencies: false,
  },
  '@expo-google-fonts/noto-sans': font,
  '@expo-google-fonts/noto-sans-arabic': font,
  '@expo-google-fonts/noto-sans-devanagari': font,
  '@expo-google-fonts/noto-sans-hebrew': font,
  '@expo-google-fonts/noto-sans-jp': font,
  '@expo-google-fonts/noto-sans-kr': font,
  '@expo-google-fonts/noto-sans-sc': font,
  '@expo-google-fonts/noto-sans-tc': font,
  '@expo-google-fonts/noto-sans-thai': font,
  '@neslinesli93/qpdf-wasm': { needs: /^dist\/qpdf\.(js|wasm)$/ },
  // Its native parts are optional packages of their own: those of the machine that builds.
  sharp: { needs: /^dist\/.*\.[cm]js$/ },
  '@embedpdf/pdfium': { needs: /^dist\/(index\.(cjs|js)|pdfium\.wasm)$/ },
};
