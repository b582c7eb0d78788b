import type { Operation } from './operation.ts';

/** Everything the toolbox can do; what an operation needs is loaded when it is first asked for. */
export const operations: Readonly<
  // biome-ignore lint/suspicious/noExplicitAny: each step hands its operation the options that its schema has checked
  Record<string, () => Promise<Operation<any>>>
> = {
  markdown: async () => (await import('./markdown.ts')).markdown,
  countPages: async () => (await import('./countPages.ts')).countPages,
  mergePdfs: async () => (await import('./mergePdfs.ts')).mergePdfs,
  readMetadata: async () => (await import('./readMetadata.ts')).readMetadata,
  writeMetadata: async () => (await import('./writeMetadata.ts')).writeMetadata,
  readBookmarks: async () => (await import('./readBookmarks.ts')).readBookmarks,
  writeBookmarks: async () => (await import('./writeBookmarks.ts')).writeBookmarks,
  renderPages: async () => (await import('./renderPages.ts')).renderPages,
  extractText: async () => (await import('./extractText.ts')).extractText,
  slidesToHtml: async () => (await import('./slidesToHtml.ts')).slidesToHtml,
  thumbnail: async () => (await import('./thumbnail.ts')).thumbnail,
  convertImage: async () => (await import('./convertImage.ts')).convertImage,
  imageToPdf: async () => (await import('./imageToPdf.ts')).imageToPdf,
  watermarkPdf: async () => (await import('./watermarkPdf.ts')).watermarkPdf,
  attachFiles: async () => (await import('./attachFiles.ts')).attachFiles,
  readForm: async () => (await import('./readForm.ts')).readForm,
  fillForm: async () => (await import('./fillForm.ts')).fillForm,
  compressPdf: async () => (await import('./compressPdf.ts')).compressPdf,
  rotatePdf: async () => (await import('./rotatePdf.ts')).rotatePdf,
  splitPdf: async () => (await import('./splitPdf.ts')).splitPdf,
  encryptPdf: async () => (await import('./encryptPdf.ts')).encryptPdf,
  decryptPdf: async () => (await import('./decryptPdf.ts')).decryptPdf,
  toPdfA: async () => (await import('./pdfa/toPdfA.ts')).toPdfA,
  flattenPdf: async () => (await import('./flattenPdf.ts')).flattenPdf,
  decryptOffice: async () => (await import('./decryptOffice.ts')).decryptOffice,
  selfContained: async () => (await import('./selfContained.ts')).selfContained,
  docxToHtml: async () => (await import('./docxToHtml.ts')).docxToHtml,
  sanitiseHtml: async () => (await import('./sanitiseHtml.ts')).sanitiseHtml,
  renderDocx: async () => (await import('./renderDocx.ts')).renderDocx,
  renderHtml: async () => (await import('./renderHtml.ts')).renderHtml,
};
