/** A package that cannot be bundled, because its code loads files from its own folder. */
export interface RuntimePackage {
  /** Files that are needed at run time. Types, source maps and documentation are always excluded. */
  needs: RegExp;
  /** `false` excludes the dependencies of the package. */
  dependencies?: false;
}

/** The two weights that are used, of nine. */
const font: RuntimePackage = { needs: /^(400Regular|700Bold)\/.*\.ttf$/ };

/** All packages that are not bundled. A role's package contains those that its bundle names. */
export const runtimePackages: Readonly<Record<string, RuntimePackage>> = {
  '@matbee/libreoffice-converter': {
    // The build for Node and its worker. The `.js` files beside `.cjs` are for browsers.
    needs: /^(dist\/(index\.(cjs|js)|node\.worker\.cjs)|wasm\/.*\.(cjs|wasm|data))$/,
  },
  // The archives that the app unpacks. The others are a WebGL renderer; the code of the package is not used.
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
  // Its native code is in optional packages for the platform of the build machine.
  sharp: { needs: /^dist\/.*\.[cm]js$/ },
  '@embedpdf/pdfium': { needs: /^dist\/(index\.(cjs|js)|pdfium\.wasm)$/ },
};
