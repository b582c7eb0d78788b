import { PDFName } from '@cantoo/pdf-lib';
import type { Operation } from '../../operation.ts';
import { singleFile } from '../../singleFile.ts';
import { withPdf } from '../libraries/pdfium.ts';
import { changePdf } from '../libraries/pdfLib.ts';
import { changeMetadata } from '../metadata/changeMetadata.ts';
import { infoOf } from '../metadata/info.ts';
import { outlineOf } from '../outline/outlineOf.ts';
import { has, textOf } from '../pdfa/objects.ts';
import { structureElements } from '../tags/structure.ts';
import { checkStructure } from './checkStructure.ts';
import { describeLinks } from './describeLinks.ts';
import { markArtifacts } from './markArtifacts.ts';

/**
 * Completes a PDF that LibreOffice has tagged to PDF/UA-1: a title, descriptions of links, and artifacts.
 * @throws DocumentRefused `pdfua_not_possible`
 */
export const toPdfUa: Operation<object> = async ({ files }) => {
  const { name, bytes } = singleFile({ files });
  const [first] = await withPdf(bytes, outlineOf);
  const changed = await changePdf(bytes, async (document) => {
    const elements = structureElements(document);
    checkStructure(elements, document);
    markArtifacts(document);
    await describeLinks(document, bytes);
    // The tab order of annotations (7.18.3), which LibreOffice does not write into PDF/A-1.
    for (const { node } of document.getPages())
      if (has(node, 'Annots')) node.set(PDFName.of('Tabs'), PDFName.of('S'));
    const info = infoOf(document);
    // Bookmarks of a document without headings are the names of its sheets or slides.
    const heading = elements.some(({ type }) => /^H[1-6]?$/.test(type)) ? first?.title : undefined;
    const title = (info && textOf(info, 'Title')?.trim()) || heading || name.replace(/\.[^.]*$/, '');
    changeMetadata(document, { title });
  });
  return { files: [{ name, bytes: changed }] };
};
