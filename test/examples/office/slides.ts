import { changed } from '../../conversion/linkedDocuments.ts';
import { type Cell, type Parts, pptx, type Relation, relations, xlsx } from '../../conversion/ooxml.ts';
import { bookshelf, colours, harbour, logo } from '../drawings.ts';
import { chartReference, columnChart } from './chart.ts';
import { escaped, xml } from './package.ts';

const millimetre = 36_000;
/** Left, top, width and height in millimetres, on a slide of A4 landscape: 297 × 210. */
type Area = [number, number, number, number];
const transform = (name: string, [x, y, width, height]: Area) =>
  `<${name}:xfrm><a:off x="${x * millimetre}" y="${y * millimetre}"/><a:ext cx="${width * millimetre}" cy="${height * millimetre}"/></${name}:xfrm>`;
const solid = (colour: string) => `<a:solidFill><a:srgbClr val="${colour}"/></a:solidFill>`;

interface TextOptions {
  size: number;
  colour?: string;
  bold?: boolean;
  bullets?: boolean;
  align?: 'l' | 'ctr' | 'r';
  anchor?: 't' | 'ctr' | 'b';
  fill?: string;
}

/** Builds the shapes of one slide, numbered in their order. */
class Slide {
  readonly shapes: string[] = [];
  readonly links: Relation[] = [['rId1', 'slideLayout', '../slideLayouts/slideLayout1.xml']];
  #id = 2;

  text(area: Area, lines: string[], options: TextOptions): this {
    const {
      size,
      colour = colours.ink,
      bold = false,
      bullets = false,
      align = 'l',
      anchor = 't',
      fill,
    } = options;
    const bullet = bullets
      ? `<a:pPr marL="285750" indent="-285750" algn="${align}"><a:spcAft><a:spcPts val="900"/></a:spcAft><a:buClr><a:srgbClr val="${colours.red}"/></a:buClr><a:buFont typeface="Arial"/><a:buChar char="•"/></a:pPr>`
      : `<a:pPr algn="${align}"/>`;
    const paragraphs = lines.map(
      (line) =>
        `<a:p>${bullet}<a:r><a:rPr lang="en-GB" sz="${size * 100}" b="${bold ? 1 : 0}">${solid(colour)}<a:latin typeface="Calibri"/></a:rPr><a:t>${escaped(line)}</a:t></a:r></a:p>`,
    );
    return this.#shape(
      area,
      fill ?? '',
      `<a:bodyPr wrap="square" anchor="${anchor}"/><a:lstStyle/>${paragraphs.join('')}`,
    );
  }

  box(area: Area, fill: string): this {
    return this.#shape(area, fill, '<a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang="en-GB"/></a:p>');
  }

  picture(area: Area, file: string, alternative: string): this {
    const link = this.#link('image', `../media/${file}`);
    const id = this.#id++;
    this.shapes.push(
      `<p:pic><p:nvPicPr><p:cNvPr id="${id}" name="Picture ${id}" descr="${alternative}"/><p:cNvPicPr><a:picLocks noChangeAspect="1"/></p:cNvPicPr><p:nvPr/></p:nvPicPr><p:blipFill><a:blip r:embed="${link}"/><a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr>${transform('a', area)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>`,
    );
    return this;
  }

  chart(area: Area, alternative: string): this {
    const link = this.#link('chart', '../charts/chart1.xml');
    const id = this.#id++;
    this.shapes.push(
      `<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="${id}" name="Chart ${id}" descr="${alternative}"/><p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr>${transform('p', area)}${chartReference(link)}</p:graphicFrame>`,
    );
    return this;
  }

  #shape(area: Area, fill: string, body: string): this {
    const id = this.#id++;
    this.shapes.push(
      `<p:sp><p:nvSpPr><p:cNvPr id="${id}" name="Text ${id}"/><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr><p:spPr>${transform('a', area)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>${fill ? solid(fill) : '<a:noFill/>'}</p:spPr><p:txBody>${body}</p:txBody></p:sp>`,
    );
    return this;
  }

  #link(type: string, target: string): string {
    const id = `rId${this.links.length + 1}`;
    this.links.push([id, type, target]);
    return id;
  }
}

/** A slide with a title, a rule below it and the logo. */
const titled = (title: string) =>
  new Slide()
    .box([0, 0, 297, 6], colours.blue)
    .text([16, 16, 230, 18], [title], { size: 30, bold: true, colour: colours.blue, anchor: 'ctr' })
    .picture([261, 14, 20, 20], 'logo.png', 'Logo: a lighthouse')
    .box([18, 38, 261, 0.6], colours.line);
const figure = (slide: Slide, y: number, value: string, what: string) =>
  slide
    .box([214, y, 65, 40], colours.pale)
    .box([214, y, 2, 40], colours.red)
    .text([219, y + 4, 58, 18], [value], { size: 30, bold: true, colour: colours.blue })
    .text([219, y + 22, 58, 14], [what], { size: 14, colour: colours.grey });

const numbers = titled('Spring in numbers').chart([18, 48, 188, 138], 'Books sold in spring 2025 and 2026');
figure(numbers, 50, '+18%', 'more books than last spring');
figure(numbers, 97, '412', 'listeners on the quay');
figure(numbers, 144, '3', 'shelves for maps');

const slides = [
  new Slide()
    .picture([0, 0, 297, 210], 'harbour.jpeg', 'The harbour in the evening')
    .text([24, 34, 150, 26], ['Harbour Books'], { size: 44, bold: true, colour: 'FFFFFF', anchor: 'ctr' })
    .text([24, 60, 150, 16], ['What we sold in spring, and what comes next'], { size: 20, colour: 'FFFFFF' })
    .text([24, 186, 150, 12], ['Spring meeting, 18 May 2026'], { size: 14, colour: 'FFFFFF' }),
  numbers,
  titled('What people read')
    .picture([18, 52, 150, 121], 'bookshelf.png', 'A bookshelf with three shelves')
    .text(
      [178, 52, 101, 121],
      [
        'Tides and Harbours is in its third printing',
        'One visitor in four leaves with a map',
        'Field guides sell best on rainy days',
        'Readers ask for longer evenings',
      ],
      { size: 20, bullets: true, anchor: 'ctr' },
    ),
  titled('Next summer')
    .text(
      [18, 54, 261, 100],
      [
        'A fourth shelf for maps, next to the window',
        'Three evenings on the quay: 6 June, 4 July, 1 August',
        'Open until eight from Thursday to Saturday',
        'One more pair of hands in the shop',
      ],
      { size: 24, bullets: true },
    )
    .text([18, 164, 261, 20], ['Thank you. Questions, ideas, cake?'], {
      size: 20,
      bold: true,
      colour: 'FFFFFF',
      fill: colours.blue,
      align: 'ctr',
      anchor: 'ctr',
    }),
];

const table: Cell[][] = [
  ['Month', 'Spring 2025', 'Spring 2026'],
  ['March', 610, 690],
  ['April', 720, 815],
  ['May', 840, 1055],
];
const [[, ...names] = [], ...months] = table;
const chart = columnChart({
  title: 'Books sold',
  categories: { cells: 'Sales!$A$2:$A$4', names: months.map(([month]) => String(month)) },
  series: names.map((name, i) => ({
    name: String(name),
    cells: { name: `Sales!$${'BC'[i]}$1`, values: `Sales!$${'BC'[i]}$2:$${'BC'[i]}$4` },
    values: months.map((row) => Number(row[i + 1])),
    colour: i === 0 ? colours.sky : colours.blue,
  })),
  numberFormat: '#,##0',
  fontSize: 1400,
  workbook: 'rId1',
});

const presentation =
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"';
const slideXml = ({ shapes }: Slide) =>
  `${xml}<p:sld ${presentation}><p:cSld><p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>${shapes.join('')}</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>`;

/** Four slides of A4 landscape with pictures, bullets and a chart. */
export async function slidesPptx(): Promise<Buffer> {
  const media: Parts = {
    'ppt/media/harbour.jpeg': await harbour(1130, 800, true),
    'ppt/media/bookshelf.png': await bookshelf(),
    'ppt/media/logo.png': await logo(),
    'ppt/charts/chart1.xml': chart,
    'ppt/charts/_rels/chart1.xml.rels': relations([['rId1', 'package', '../embeddings/sales.xlsx']]),
    'ppt/embeddings/sales.xlsx': await xlsx(table, 'Sales'),
  };
  const defaults = [
    ['png', 'image/png'],
    ['jpeg', 'image/jpeg'],
    ['xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ].map(([extension, type]) => `<Default Extension="${extension}" ContentType="${type}"/>`);
  return changed(await pptx(slides.map(() => ({ title: '', lines: [] }))), (parts) => ({
    ...media,
    ...Object.fromEntries(
      slides.flatMap((slide, i) => [
        [`ppt/slides/slide${i + 1}.xml`, slideXml(slide)],
        [`ppt/slides/_rels/slide${i + 1}.xml.rels`, relations(slide.links)],
      ]),
    ),
    'ppt/presentation.xml': String(parts.get('ppt/presentation.xml')).replace(
      /<p:sldSz [^>]*>/,
      `<p:sldSz cx="${297 * millimetre}" cy="${210 * millimetre}"/>`,
    ),
    '[Content_Types].xml': String(parts.get('[Content_Types].xml'))
      .replace('<Override', `${defaults.join('')}<Override`)
      .replace(
        '</Types>',
        '<Override PartName="/ppt/charts/chart1.xml" ContentType="application/vnd.openxmlformats-officedocument.drawingml.chart+xml"/></Types>',
      ),
  }));
}
