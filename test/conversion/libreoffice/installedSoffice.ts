import { existsSync } from 'node:fs';

const candidates = ['/usr/bin/soffice', '/usr/local/bin/soffice', '/usr/lib/libreoffice/program/soffice'];

/** Path of an installed LibreOffice, or undefined. */
export const installedSoffice = candidates.find((path) => existsSync(path));
