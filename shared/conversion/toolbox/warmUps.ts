import type { EngineTask } from '../engines/engine.ts';
import { warmUpPdf } from '../engines/warmUpDocuments.ts';
import { defaultConversionLimits as limits } from '../limits.ts';

const pdf = { name: 'warm.pdf', bytes: warmUpPdf };

/** Tasks that load and compile what most operations use: first qpdf and pdf-lib, then what draws text and images. */
export const warmUps: readonly EngineTask[] = [
  { operation: 'mergePdfs', files: [pdf, pdf], options: { limits } },
  { operation: 'writeMetadata', files: [pdf], options: { metadata: { title: 'Warm' } } },
  { operation: 'extractText', files: [pdf] },
  {
    operation: 'thumbnail',
    files: [pdf],
    options: { width: 8, height: 8, fit: 'inside', format: 'png', page: 1, limits },
  },
  {
    operation: 'watermarkPdf',
    files: [pdf],
    options: { text: 'Warm', layer: 'over', position: 'center', margin: 0, rotation: 0, limits },
  },
];
