import type { PDFDocument } from '@cantoo/pdf-lib';
import { PDFName } from '@cantoo/pdf-lib';
import type { NamedFile } from '../../../files.ts';
import { withExtension } from '../../../formats/formats.ts';
import type { Operation } from '../../operation.ts';
import { singleFile } from '../../singleFile.ts';
import { mustBeChangeable } from '../libraries/pages.ts';
import { withPdf } from '../libraries/pdfium.ts';
import { openPdf, savePdf } from '../libraries/pdfLib.ts';
import { qpdf, rewriteStreams } from '../libraries/qpdf.ts';
import { readXmp, titleIn } from '../libraries/xmp.ts';
import { changeMetadata } from '../metadata/changeMetadata.ts';
import { infoOf } from '../metadata/info.ts';
import { outlineOf } from '../outline/outlineOf.ts';
import { printable, setArchiveMetadata } from '../pdfa/archiveMetadata.ts';
import { checkFont } from '../pdfa/fonts/fontChecks.ts';
import { standardFontEmbedder } from '../pdfa/fonts/standardFonts.ts';
import { contentOf, textOf } from '../pdfa/objects.ts';
import { checkAnnotations } from './annotations.ts';
import { checkCharacters } from './characters.ts';
import { checkCatalogue } from './checkCatalogue.ts';
import { checkStructure } from './checkStructure.ts';
import { ContentTags } from './contentTags.ts';
import { describeLinks } from './describeLinks.ts';
import { asArtifacts } from './markArtifacts.ts';
import { placesOf } from './markedContent.ts';
import { asAccessible } from './notAccessible.ts';
import { readStructure } from './structureTree.ts';

/** The part of PDF/A whose rules on fonts and layers are those of PDF/UA-1. */
const part = 2;

/**
 * Completes a PDF that LibreOffice has tagged to PDF/UA-1: a title, descriptions of links, artifacts, and fonts that need not be
 * embedded otherwise.
 * @throws DocumentRefused `pdfua_not_possible`
 */
export const toPdfUa: Operation<object> = ({ files }) =>
  asAccessible(() => complete(singleFile({ files }), { dropsPictures: true }));

/** `toPdfUa` for any tagged PDF, whose untagged pictures may be content. */
export const taggedToPdfUa: Operation<object> = ({ files }) =>
  asAccessible(() => complete(singleFile({ files }), { dropsPictures: false }));

async function complete({ name, bytes }: NamedFile, options: { dropsPictures: boolean }) {
  await mustBeChangeable(bytes);
  const plain = await qpdf({ 'in.pdf': bytes }, ['/in.pdf', rewriteStreams, '--object-streams=disable']);
  const [first] = await withPdf(plain, outlineOf);
  const document = await openPdf(plain);
  const tree = readStructure(document, checkCatalogue(document));
  checkStructure(tree);
  const content = new ContentTags(tree, options);
  markArtifacts(document, content);
  await describeLinks(document, tree, plain);
  checkAnnotations(document, tree, content);
  await completeFonts(document, content);
  // Bookmarks of a document without headings are the names of its sheets or slides.
  const heading = tree.tags.some(({ type }) => /^H[1-6]?$/.test(type)) ? first?.title : undefined;
  setTitle(document, heading || name.replace(/\.[^.]*$/, '') || name);
  setArchiveMetadata(document, { accessible: true });
  return { files: [{ name: withExtension(name, 'pdf'), bytes: await savePdf(document) }] };
}

function markArtifacts(document: PDFDocument, content: ContentTags): void {
  const { context } = document;
  for (const page of placesOf(document)) {
    const bytes = contentOf(page.owner);
    const graphics = content.page(page, bytes);
    if (graphics.length === 0) continue;
    const stream = context.flateStream(asArtifacts(bytes, graphics));
    page.owner.set(PDFName.of('Contents'), context.register(stream));
  }
}

/** Embeds standard fonts and checks all fonts (ISO 14289-1, 7.21). */
async function completeFonts(document: PDFDocument, { fonts }: ContentTags): Promise<void> {
  const embedStandardFont = standardFontEmbedder(document, part);
  for (const use of fonts.values()) {
    await embedStandardFont(use);
    checkFont(use, part);
    checkCharacters(use);
  }
}

/** Keeps the title of the document, if it has one. */
function setTitle(document: PDFDocument, otherwise: string): void {
  const info = infoOf(document);
  const titles = [info && textOf(info, 'Title'), titleIn(readXmp(document) ?? ''), otherwise];
  changeMetadata(document, { title: titles.map((each) => printable(each ?? '')).find(Boolean) ?? '–' });
}
