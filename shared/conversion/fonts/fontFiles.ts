import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';

const require = createRequire(import.meta.url);

/**
 * Fonts for scripts that LibreOffice's package has none for: package → the folders of the weights that are used. Both
 * engines read them where npm has put them.
 */
const packages: Readonly<Record<string, readonly string[]>> = {
  '@expo-google-fonts/noto-sans-jp': ['400Regular', '700Bold'],
  '@expo-google-fonts/noto-sans-sc': ['400Regular', '700Bold'],
  '@expo-google-fonts/noto-sans-tc': ['400Regular', '700Bold'],
  '@expo-google-fonts/noto-sans-kr': ['400Regular', '700Bold'],
  '@expo-google-fonts/noto-sans-thai': ['400Regular', '700Bold'],
  '@expo-google-fonts/noto-sans-devanagari': ['400Regular', '700Bold'],
};

/**
 * The folders that fonts are taken from, beside those of LibreOffice's package.
 * @param folder an operator's, searched with all below it
 */
export function fontFolders(folder?: string): string[] {
  const installed = Object.entries(packages).flatMap(([name, weights]) => {
    const root = dirname(require.resolve(`${name}/package.json`));
    return weights.map((weight) => join(root, weight));
  });
  return folder ? [...installed, folder] : installed;
}

/** The paths of the font files in these folders and below. An operator's folder that is away has none. */
export function fontFiles(folders: readonly string[]): string[] {
  return folders.filter((folder) => existsSync(folder)).flatMap(below);
}

function below(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => !entry.isDirectory() && /^\.(ttf|otf|ttc|otc)$/i.test(extname(entry.name)))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
