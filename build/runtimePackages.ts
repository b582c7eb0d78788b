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
  '@expo-google-fonts/gelasio': { needs: /^(400Regular|700Bold)(_Italic)?\/.*\.ttf$/ },
  '@expo-google-fonts/noto-emoji': font,
  '@expo-google-fonts/noto-sans': font,
  '@expo-google-fonts/noto-sans-adlam': font,
  '@expo-google-fonts/noto-sans-arabic': font,
  '@expo-google-fonts/noto-sans-balinese': font,
  '@expo-google-fonts/noto-sans-bengali': font,
  '@expo-google-fonts/noto-sans-canadian-aboriginal': font,
  '@expo-google-fonts/noto-sans-chakma': font,
  '@expo-google-fonts/noto-sans-cham': font,
  '@expo-google-fonts/noto-sans-cherokee': font,
  '@expo-google-fonts/noto-sans-coptic': { needs: /^[^/]*\.ttf$/ },
  '@expo-google-fonts/noto-sans-deseret': font,
  '@expo-google-fonts/noto-sans-devanagari': font,
  '@expo-google-fonts/noto-sans-ethiopic': font,
  '@expo-google-fonts/noto-sans-glagolitic': font,
  '@expo-google-fonts/noto-sans-gujarati': font,
  '@expo-google-fonts/noto-sans-gurmukhi': font,
  '@expo-google-fonts/noto-sans-hanifi-rohingya': font,
  '@expo-google-fonts/noto-sans-hebrew': font,
  '@expo-google-fonts/noto-sans-javanese': font,
  '@expo-google-fonts/noto-sans-jp': font,
  '@expo-google-fonts/noto-sans-kannada': font,
  '@expo-google-fonts/noto-sans-khmer': font,
  '@expo-google-fonts/noto-sans-kr': font,
  '@expo-google-fonts/noto-sans-lisu': font,
  '@expo-google-fonts/noto-sans-malayalam': font,
  '@expo-google-fonts/noto-sans-math': font,
  '@expo-google-fonts/noto-sans-meetei-mayek': font,
  '@expo-google-fonts/noto-sans-mongolian': font,
  '@expo-google-fonts/noto-sans-myanmar': font,
  '@expo-google-fonts/noto-sans-nko': font,
  '@expo-google-fonts/noto-sans-ol-chiki': font,
  '@expo-google-fonts/noto-sans-oriya': font,
  '@expo-google-fonts/noto-sans-osage': font,
  '@expo-google-fonts/noto-sans-sc': font,
  '@expo-google-fonts/noto-sans-sinhala': font,
  '@expo-google-fonts/noto-sans-syloti-nagri': font,
  '@expo-google-fonts/noto-sans-symbols': font,
  '@expo-google-fonts/noto-sans-symbols-2': font,
  '@expo-google-fonts/noto-sans-syriac': font,
  '@expo-google-fonts/noto-sans-tai-viet': font,
  '@expo-google-fonts/noto-sans-tamil': font,
  '@expo-google-fonts/noto-sans-tc': font,
  '@expo-google-fonts/noto-sans-telugu': font,
  '@expo-google-fonts/noto-sans-thaana': font,
  '@expo-google-fonts/noto-sans-thai': font,
  '@expo-google-fonts/noto-sans-tifinagh': font,
  '@expo-google-fonts/noto-sans-vai': font,
  '@expo-google-fonts/noto-sans-yi': font,
  '@expo-google-fonts/noto-serif-tibetan': font,
  '@neslinesli93/qpdf-wasm': { needs: /^dist\/qpdf\.(js|wasm)$/ },
  // Its native code is in optional packages for the platform of the build machine.
  sharp: { needs: /^dist\/.*\.[cm]js$/ },
  '@embedpdf/pdfium': { needs: /^dist\/(index\.(cjs|js)|pdfium\.wasm)$/ },
};
