import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';
import { foldersOf, scriptFonts } from './scriptFonts.ts';

const require = createRequire(import.meta.url);

/** Fonts that LibreOffice's package lacks and that are always loaded: package → folders of the used weights. */
const packages: Readonly<Record<string, readonly string[]>> = {
  '@expo-google-fonts/gelasio': ['400Regular', '400Regular_Italic', '700Bold', '700Bold_Italic'],
  '@expo-google-fonts/noto-sans-jp': ['400Regular', '700Bold'],
  '@expo-google-fonts/noto-sans-sc': ['400Regular', '700Bold'],
  '@expo-google-fonts/noto-sans-tc': ['400Regular', '700Bold'],
  '@expo-google-fonts/noto-sans-kr': ['400Regular', '700Bold'],
  '@expo-google-fonts/noto-sans-thai': ['400Regular', '700Bold'],
  '@expo-google-fonts/noto-sans-devanagari': ['400Regular', '700Bold'],
};

/**
 * The folders of the fonts that are always loaded, except those of LibreOffice's package.
 * @param folder the operator's font folder, searched recursively
 */
export function fontFolders(folder?: string): string[] {
  const installed = Object.entries(packages).flatMap(([name, weights]) => {
    const root = dirname(require.resolve(`${name}/package.json`));
    return weights.map((weight) => join(root, weight));
  });
  return folder ? [...installed, folder] : installed;
}

/** The folders of all fonts for rare characters. */
export function scriptFontFolders(): string[] {
  return scriptFonts.flatMap(foldersOf);
}

/** Paths of the font files in these folders and their subfolders. A missing folder has none. */
export function fontFiles(folders: readonly string[]): string[] {
  return folders.filter((folder) => existsSync(folder)).flatMap(below);
}

function below(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => !entry.isDirectory() && /^\.(ttf|otf|ttc|otc)$/i.test(extname(entry.name)))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
