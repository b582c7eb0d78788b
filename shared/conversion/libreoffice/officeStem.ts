/** The name, without its extension, of every file that LibreOffice reads and writes. */
export const officeStem = 'document';
