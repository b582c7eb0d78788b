import type { Operation } from './operation.ts';

/** All operations of the toolbox. The modules of an operation are loaded at its first use. */
export const operations: Readonly<
  // biome-ignore lint/suspicious/noExplicitAny: each step hands its operation the options that its schema has checked
  Record<string, () => Promise<Operation<any>>>
> = {
  markdown: async () => (await import('./html/markdown.ts')).markdown,
  includeMarkdown: async () => (await import('./html/includeMarkdown.ts')).includeMarkdown,
  countPages: async () => (await import('./pdf/countPages.ts')).countPages,
  mergePdfs: async () => (await import('./pdf/mergePdfs.ts')).mergePdfs,
  readMetadata: async () => (await import('./pdf/readMetadata.ts')).readMetadata,
  writeMetadata: async () => (await import('./pdf/writeMetadata.ts')).writeMetadata,
  readBookmarks: async () => (await import('./pdf/readBookmarks.ts')).readBookmarks,
  writeBookmarks: async () => (await import('./pdf/writeBookmarks.ts')).writeBookmarks,
  renderPages: async () => (await import('./pdf/renderPages.ts')).renderPages,
  extractText: async () => (await import('./pdf/extractText.ts')).extractText,
  slidesToHtml: async () => (await import('./office/slidesToHtml.ts')).slidesToHtml,
  thumbnail: async () => (await import('./pictures/thumbnail.ts')).thumbnail,
  convertImage: async () => (await import('./pictures/convertImage.ts')).convertImage,
  imageToPdf: async () => (await import('./pictures/imageToPdf.ts')).imageToPdf,
  watermarkPdf: async () => (await import('./pdf/watermarkPdf.ts')).watermarkPdf,
  attachFiles: async () => (await import('./pdf/attachFiles.ts')).attachFiles,
  readForm: async () => (await import('./pdf/readForm.ts')).readForm,
  fillForm: async () => (await import('./pdf/fillForm.ts')).fillForm,
  compressPdf: async () => (await import('./pdf/compressPdf.ts')).compressPdf,
  rotatePdf: async () => (await import('./pdf/rotatePdf.ts')).rotatePdf,
  splitPdf: async () => (await import('./pdf/splitPdf.ts')).splitPdf,
  encryptPdf: async () => (await import('./pdf/encryptPdf.ts')).encryptPdf,
  decryptPdf: async () => (await import('./pdf/decryptPdf.ts')).decryptPdf,
  missingGlyphs: async () => (await import('./pdf/glyphs/missingGlyphs.ts')).missingGlyphs,
  toPdfA: async () => (await import('./pdf/pdfa/toPdfA.ts')).toPdfA,
  toPdfUa: async () => (await import('./pdf/pdfua/toPdfUa.ts')).toPdfUa,
  flattenPdf: async () => (await import('./pdf/flattenPdf.ts')).flattenPdf,
  decryptOffice: async () => (await import('./office/decryptOffice.ts')).decryptOffice,
  plainPackage: async () => (await import('./office/plainPackage.ts')).plainPackage,
  selfContained: async () => (await import('./office/selfContained.ts')).selfContained,
  takeInventory: async () => (await import('./inventory/takeInventory.ts')).takeInventory,
  formulasAsText: async () => (await import('./office/formulasAsText.ts')).formulasAsText,
  docxToHtml: async () => (await import('./office/docxToHtml.ts')).docxToHtml,
  sanitiseHtml: async () => (await import('./html/sanitiseHtml.ts')).sanitiseHtml,
  renderDocx: async () => (await import('./templates/renderDocx.ts')).renderDocx,
  renderHtml: async () => (await import('./templates/renderHtml.ts')).renderHtml,
};
