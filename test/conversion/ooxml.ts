import { buffer } from 'node:stream/consumers';
import yazl from 'yazl';

/** Path → content of the parts of a package. */
export type Parts = Record<string, string | Uint8Array>;

/** A ZIP of parts, in their order. */
export async function zipOf(parts: Parts): Promise<Buffer> {
  const zip = new yazl.ZipFile();
  const mtime = new Date('2026-01-01T00:00:00Z');
  for (const [path, content] of Object.entries(parts)) {
    zip.addBuffer(Buffer.from(content as Uint8Array), path, { mtime });
  }
  zip.end();
  return buffer(zip.outputStream as unknown as AsyncIterable<Uint8Array>);
}

const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const officeRelation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** The part `[Content_Types].xml`. @param overrides path → content type, without its common prefix and suffix */
export function contentTypes(overrides: Record<string, string>): string {
  const rows = Object.entries(overrides).map(
    ([part, type]) =>
      `<Override PartName="/${part}" ContentType="application/vnd.openxmlformats-officedocument.${type}+xml"/>`,
  );
  return `${xml}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${rows.join('')}</Types>`;
}

/** A relation of a part: its id, its type or the last segment of it, its target, and whether that is external. */
export type Relation = [id: string, type: string, target: string, external?: boolean];

/** A `.rels` part. */
export function relations(rows: Relation[]): string {
  const entries = rows.map(
    ([id, type, target, external]) =>
      `<Relationship Id="${id}" Type="${type.includes(':') ? type : `${officeRelation}/${type}`}" Target="${target}"${external ? ' TargetMode="External"' : ''}/>`,
  );
  return `${xml}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${entries.join('')}</Relationships>`;
}

/** A paragraph of WordprocessingML. */
export function paragraph(text: string, properties = '', run = ''): string {
  return `<w:p><w:pPr>${properties}</w:pPr><w:r><w:rPr>${run}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
}

/**
 * A DOCX.
 * @param body WordprocessingML of the body
 * @param links relations of the document, such as linked images or a template
 */
export function docx(body: string, links: Relation[] = [], more: Parts = {}): Promise<Buffer> {
  return zipOf({
    '[Content_Types].xml': contentTypes({
      'word/document.xml': 'wordprocessingml.document.main',
      ...('word/settings.xml' in more ? { 'word/settings.xml': 'wordprocessingml.settings' } : {}),
    }),
    '_rels/.rels': relations([['rId1', 'officeDocument', 'word/document.xml']]),
    'word/document.xml': `${xml}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="${officeRelation}" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><w:body>${body}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134"/></w:sectPr></w:body></w:document>`,
    ...(links.length ? { 'word/_rels/document.xml.rels': relations(links) } : {}),
    ...more,
  });
}

/** A cell's value: text, a number, or a formula as `=…`. */
export type Cell = string | number;

/** An XLSX of one sheet. */
export function xlsx(rows: Cell[][], sheetName = 'Sheet1'): Promise<Buffer> {
  const cells = rows.map((row, y) => {
    const columns = row.map((value, x) => {
      const at = `r="${String.fromCharCode(65 + x)}${y + 1}"`;
      if (typeof value === 'number') return `<c ${at}><v>${value}</v></c>`;
      if (value.startsWith('=')) return `<c ${at}><f>${value.slice(1)}</f></c>`;
      return `<c ${at} t="inlineStr"><is><t>${value}</t></is></c>`;
    });
    return `<row r="${y + 1}">${columns.join('')}</row>`;
  });
  return zipOf({
    '[Content_Types].xml': contentTypes({
      'xl/workbook.xml': 'spreadsheetml.sheet.main',
      'xl/worksheets/sheet1.xml': 'spreadsheetml.worksheet',
    }),
    '_rels/.rels': relations([['rId1', 'officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': `${xml}<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${officeRelation}"><sheets><sheet name="${sheetName}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations([['rId1', 'worksheet', 'worksheets/sheet1.xml']]),
    'xl/worksheets/sheet1.xml': `${xml}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cols><col min="1" max="1" width="28" customWidth="1"/></cols><sheetData>${cells.join('')}</sheetData></worksheet>`,
  });
}

const presentation =
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"';
const emptyTree = '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>';
const colourMap =
  '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>';

function box(id: number, y: number, height: number, size: number, lines: string[]): string {
  const text = lines.map(
    (line) => `<a:p><a:r><a:rPr lang="en-US" sz="${size}"/><a:t>${line}</a:t></a:r></a:p>`,
  );
  return `<p:sp><p:nvSpPr><p:cNvPr id="${id}" name="Text ${id}"/><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x="700000" y="${y}"/><a:ext cx="10800000" cy="${height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr><p:txBody><a:bodyPr/><a:lstStyle/>${text.join('')}</p:txBody></p:sp>`;
}

function theme(): string {
  const colours = [
    'dk1',
    'lt1',
    'dk2',
    'lt2',
    'accent1',
    'accent2',
    'accent3',
    'accent4',
    'accent5',
    'accent6',
    'hlink',
    'folHlink',
  ];
  const values = [
    '000000',
    'FFFFFF',
    '1F2937',
    'F3F4F6',
    '2563EB',
    '16A34A',
    'D97706',
    'DC2626',
    '7C3AED',
    '0891B2',
    '2563EB',
    '7C3AED',
  ];
  const scheme = colours.map((name, i) => `<a:${name}><a:srgbClr val="${values[i]}"/></a:${name}>`).join('');
  const font = '<a:latin typeface="Carlito"/><a:ea typeface=""/><a:cs typeface=""/>';
  const fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>';
  const line = `<a:ln w="6350">${fill}</a:ln>`;
  const effect = '<a:effectStyle><a:effectLst/></a:effectStyle>';
  return `${xml}<a:theme ${presentation} name="Plain"><a:themeElements><a:clrScheme name="Plain">${scheme}</a:clrScheme><a:fontScheme name="Plain"><a:majorFont>${font}</a:majorFont><a:minorFont>${font}</a:minorFont></a:fontScheme><a:fmtScheme name="Plain"><a:fillStyleLst>${fill.repeat(3)}</a:fillStyleLst><a:lnStyleLst>${line.repeat(3)}</a:lnStyleLst><a:effectStyleLst>${effect.repeat(3)}</a:effectStyleLst><a:bgFillStyleLst>${fill.repeat(3)}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>`;
}

/** A PPTX; each slide has a title and lines. */
export function pptx(slides: { title: string; lines: string[] }[]): Promise<Buffer> {
  const numbers = slides.map((_, i) => i + 1);
  const parts: Parts = {
    '[Content_Types].xml': contentTypes({
      'ppt/presentation.xml': 'presentationml.presentation.main',
      'ppt/slideMasters/slideMaster1.xml': 'presentationml.slideMaster',
      'ppt/slideLayouts/slideLayout1.xml': 'presentationml.slideLayout',
      'ppt/theme/theme1.xml': 'theme',
      ...Object.fromEntries(numbers.map((n) => [`ppt/slides/slide${n}.xml`, 'presentationml.slide'])),
    }),
    '_rels/.rels': relations([['rId1', 'officeDocument', 'ppt/presentation.xml']]),
    'ppt/presentation.xml': `${xml}<p:presentation ${presentation}><p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId100"/></p:sldMasterIdLst><p:sldIdLst>${numbers.map((n) => `<p:sldId id="${255 + n}" r:id="rId${n}"/>`).join('')}</p:sldIdLst><p:sldSz cx="12192000" cy="6858000"/><p:notesSz cx="6858000" cy="9144000"/></p:presentation>`,
    'ppt/_rels/presentation.xml.rels': relations([
      ...numbers.map((n): Relation => [`rId${n}`, 'slide', `slides/slide${n}.xml`]),
      ['rId100', 'slideMaster', 'slideMasters/slideMaster1.xml'],
    ]),
    'ppt/slideMasters/slideMaster1.xml': `${xml}<p:sldMaster ${presentation}><p:cSld><p:spTree>${emptyTree}</p:spTree></p:cSld>${colourMap}<p:sldLayoutIdLst><p:sldLayoutId id="2147483649" r:id="rId1"/></p:sldLayoutIdLst></p:sldMaster>`,
    'ppt/slideMasters/_rels/slideMaster1.xml.rels': relations([
      ['rId1', 'slideLayout', '../slideLayouts/slideLayout1.xml'],
      ['rId2', 'theme', '../theme/theme1.xml'],
    ]),
    'ppt/slideLayouts/slideLayout1.xml': `${xml}<p:sldLayout ${presentation} type="blank"><p:cSld><p:spTree>${emptyTree}</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>`,
    'ppt/slideLayouts/_rels/slideLayout1.xml.rels': relations([
      ['rId1', 'slideMaster', '../slideMasters/slideMaster1.xml'],
    ]),
    'ppt/theme/theme1.xml': theme(),
  };
  for (const [i, slide] of slides.entries()) {
    parts[`ppt/slides/slide${i + 1}.xml`] =
      `${xml}<p:sld ${presentation}><p:cSld><p:spTree>${emptyTree}${box(2, 500000, 1200000, 4000, [slide.title])}${box(3, 1900000, 4200000, 2200, slide.lines)}</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>`;
    parts[`ppt/slides/_rels/slide${i + 1}.xml.rels`] = relations([
      ['rId1', 'slideLayout', '../slideLayouts/slideLayout1.xml'],
    ]);
  }
  return zipOf(parts);
}
