import { allParts, selectedParts } from '../../inputs/zipContents.ts';
import { zipParts } from '../../inputs/zipParts.ts';
import { withFormulas } from '../../toolbox/office/slideFormulas.ts';

const slidePart = /^ppt\/(?:slides|slideLayouts|slideMasters)\/[^/]+\.xml$/;
const dataPart = /^ppt\/diagrams\/[^/]+\.xml$/;
const slideRelations = /^ppt\/slides\/_rels\/[^/]+\.rels$/;
/** Limit in bytes of a part that is searched. */
const partBytes = 64 * 1024 ** 2;

/**
 * Changes a presentation so that LibreOffice shows what it would not: formulas, and SmartArt without a drawing, as Office 2007
 * writes it, which makes this LibreOffice wait forever.
 * @returns the same bytes if it has neither
 */
export async function editPptx(bytes: Uint8Array): Promise<Uint8Array> {
  const { parts } = await selectedParts(
    bytes,
    (name) => slidePart.test(name) || dataPart.test(name) || slideRelations.test(name),
    partBytes,
  );
  const changed = new Map<string, string>();
  for (const [path, content] of parts) {
    if (!slidePart.test(path)) continue;
    const xml = content.toString('utf8');
    const edited = withPlainDiagrams(withFormulas(xml), path, parts);
    if (edited !== xml) changed.set(path, edited);
  }
  if (changed.size === 0) return bytes;
  const all = await allParts(bytes);
  for (const [path, xml] of changed) all.set(path, Buffer.from(xml));
  return zipParts(all);
}

const graphicFrame = /<p:graphicFrame\b(?:(?!<p:graphicFrame\b).)*?<\/p:graphicFrame>/gs;

/** Replaces SmartArt without a drawing by a box with its texts. */
function withPlainDiagrams(xml: string, path: string, parts: ReadonlyMap<string, Buffer>): string {
  if (!xml.includes('<dgm:relIds')) return xml;
  const relations = parts.get(path.replace(/([^/]+)$/, '_rels/$1.rels'))?.toString('utf8') ?? '';
  const targetOf = (id: string) => {
    const tag = relations.match(/<Relationship\s[^>]*>/g)?.find((each) => each.includes(`Id="${id}"`)) ?? '';
    const name = /Target="[^"]*?([^"/]+)"/.exec(tag)?.[1];
    return name === undefined ? undefined : parts.get(`ppt/diagrams/${name}`)?.toString('utf8');
  };
  return xml.replace(graphicFrame, (frame) => {
    const data = /<dgm:relIds\s[^>]*r:dm="([^"]*)"/.exec(frame)?.[1];
    const model = data === undefined ? undefined : targetOf(data);
    if (model === undefined) return frame;
    const drawing = /<dsp:dataModelExt\s[^>]*relId="([^"]*)"/.exec(model)?.[1];
    return drawing !== undefined && targetOf(drawing) !== undefined ? frame : plainDiagram(frame, model);
  });
}

/** A text box in place of a frame, with the texts of a diagram. */
function plainDiagram(frame: string, model: string): string {
  const name = /<p:cNvPr\s[^>]*>/.exec(frame)?.[0].replace(/\/?>$/, '/>') ?? '<p:cNvPr id="1" name=""/>';
  const place = /<p:xfrm\b[^>]*>(.*?)<\/p:xfrm>/s.exec(frame)?.[1] ?? '';
  const texts = [...model.matchAll(/<dgm:t>.*?<\/dgm:t>/gs)].map(([text]) =>
    [...text.matchAll(/<a:t>([^<]*)<\/a:t>/g)].map(([, run]) => run).join(''),
  );
  const paragraphs = texts.filter((text) => text.trim() !== '');
  const body = paragraphs
    .map((text) => `<a:p><a:r><a:rPr lang="en-US"/><a:t>${text}</a:t></a:r></a:p>`)
    .join('');
  return `<p:sp><p:nvSpPr>${name}<p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm>${place}</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr><p:txBody><a:bodyPr wrap="square"><a:normAutofit/></a:bodyPr><a:lstStyle/>${body || '<a:p/>'}</p:txBody></p:sp>`;
}
