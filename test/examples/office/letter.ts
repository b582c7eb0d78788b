import { relations } from '../../conversion/ooxml.ts';
import { colours, harbour, logo } from '../drawings.ts';
import { escaped, packageOf, xml } from './package.ts';

const names =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"';
const millimetre = 36_000;

const run = (text: string, style = '') =>
  `<w:r>${style && `<w:rPr><w:rStyle w:val="${style}"/></w:rPr>`}<w:t xml:space="preserve">${escaped(text)}</w:t></w:r>`;
const paragraph = (content: string, style = 'Normal', properties = '') =>
  `<w:p><w:pPr><w:pStyle w:val="${style}"/>${properties}</w:pPr>${content}</w:p>`;
const right = '<w:jc w:val="right"/>';

/** A picture in the line. @param link the id of its relation @param size millimetres */
function picture(id: number, link: string, alternative: string, [width, height]: [number, number]): string {
  const extent = `cx="${width * millimetre}" cy="${height * millimetre}"`;
  return `<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent ${extent}/><wp:docPr id="${id}" name="Picture ${id}" descr="${alternative}"/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="${id}" name="Picture ${id}" descr="${alternative}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="${link}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext ${extent}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`;
}

const border = (side: string, colour: string, size = 6) =>
  `<w:${side} w:val="single" w:sz="${size}" w:space="0" w:color="${colour}"/>`;
const cell = (width: number, content: string, borders = '', fill = '') =>
  `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/>${borders && `<w:tcBorders>${borders}</w:tcBorders>`}${fill && `<w:shd w:val="clear" w:color="auto" w:fill="${fill}"/>`}<w:vAlign w:val="center"/></w:tcPr>${content}</w:tc>`;
const table = (widths: number[], rows: string[], padding: number) =>
  `<w:tbl><w:tblPr><w:tblW w:w="${widths.reduce((a, b) => a + b)}" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="${padding}" w:type="dxa"/><w:left w:w="${padding}" w:type="dxa"/><w:bottom w:w="${padding}" w:type="dxa"/><w:right w:w="${padding}" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>${widths.map((width) => `<w:gridCol w:w="${width}"/>`).join('')}</w:tblGrid>${rows.map((cells) => `<w:tr>${cells}</w:tr>`).join('')}</w:tbl>`;

const line = border('bottom', colours.blue, 8);
const letterhead = table(
  [1300, 4300, 3812],
  [
    cell(1300, paragraph(picture(1, 'rId1', 'Logo: a lighthouse', [17, 17])), line) +
      cell(
        4300,
        paragraph(run('Harbour Books'), 'Title') +
          paragraph(run('Sea, sky and good stories since 1987'), 'Small'),
        line,
      ) +
      cell(
        3812,
        paragraph(run('12 Quay Street, Whitby YO21 1DH'), 'Small', right) +
          paragraph(run('+44 1947 555 012  ·  orders@harbourbooks.example'), 'Small', right),
        line,
      ),
  ],
  60,
);

const events = [
  ['Saturday 6 June', 'Tides and Harbours', 'Lena Brandt reads, with a map of 1894', '18:00'],
  ['Saturday 4 July', 'A Field Guide to Clouds', 'A walk on the pier with the author', '17:30'],
  ['Saturday 1 August', 'The Lighthouse Keeper', 'By lamplight, for readers of all ages', '20:00'],
] as const;
const widths = [1900, 2500, 3912, 1100] as const;
const row = (texts: readonly string[], style: string, fill: string) =>
  texts
    .map((text, i) =>
      cell(
        widths[i] ?? 0,
        paragraph(run(text), style, i === 3 ? right : ''),
        border('bottom', colours.line),
        fill,
      ),
    )
    .join('');

const body = [
  paragraph(run('Okafor & Daughters Reading Rooms')),
  paragraph(run('4 Lantern Court')),
  paragraph(run('York YO1 7HH')),
  paragraph(run('Whitby, 18 May 2026'), 'Normal', `<w:spacing w:before="160" w:after="160"/>${right}`),
  paragraph(run('Three evenings by the sea'), 'Heading1'),
  paragraph(run('Dear Ms Okafor,'), 'Text'),
  paragraph(
    run(
      'this summer the shop stays open late. We have invited three authors, put out chairs on the quay, and ',
    ) +
      run('kept the first row for your readers', 'Strong') +
      run('. Tea and cake are on the house; the sunset is free as well.'),
    'Text',
  ),
  paragraph(picture(2, 'rId2', 'The harbour in the evening', [166, 61.7]), 'Text'),
  table(
    [...widths],
    [
      row(['When', 'Book', 'What happens', 'Begins'], 'TableHead', colours.blue),
      ...events.map((event, i) => row(event, 'TableText', i % 2 === 1 ? colours.pale : '')),
    ],
    70,
  ),
  paragraph(
    run(
      'Please tell us by 30 May how many of you will come. If it rains, we read indoors, between the maps and the cookery books.',
    ),
    'Text',
    '<w:spacing w:before="220" w:after="120"/>',
  ),
  paragraph(run('With kind regards'), 'Text'),
  paragraph(run('Lena Brandt', 'Strong')),
  paragraph(run('Harbour Books'), 'Small'),
].join('');

const style = (id: string, name: string, run: string, paragraphs = '', type = 'paragraph') =>
  `<w:style w:type="${type}"${id === 'Normal' ? ' w:default="1"' : ''} w:styleId="${id}"><w:name w:val="${name}"/>${id !== 'Normal' && type === 'paragraph' ? '<w:basedOn w:val="Normal"/>' : ''}${paragraphs && `<w:pPr>${paragraphs}</w:pPr>`}<w:rPr>${run}</w:rPr></w:style>`;
const styles = `${xml}<w:styles ${names}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="Calibri" w:cs="Calibri"/><w:color w:val="${colours.ink}"/><w:sz w:val="22"/><w:szCs w:val="22"/><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="0" w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>${[
  style('Normal', 'Normal', ''),
  style('Title', 'Title', `<w:b/><w:color w:val="${colours.blue}"/><w:sz w:val="40"/>`),
  style(
    'Heading1',
    'heading 1',
    `<w:b/><w:color w:val="${colours.blue}"/><w:sz w:val="30"/>`,
    '<w:keepNext/><w:spacing w:after="120"/><w:outlineLvl w:val="0"/>',
  ),
  style('Text', 'Body Text', '', '<w:spacing w:after="150"/>'),
  style('Small', 'Small', `<w:color w:val="${colours.grey}"/><w:sz w:val="17"/>`),
  style('TableHead', 'Table Head', '<w:b/><w:color w:val="FFFFFF"/><w:sz w:val="20"/>'),
  style('TableText', 'Table Text', '<w:sz w:val="20"/>'),
  style('Strong', 'Strong', '<w:b/>', '', 'character'),
].join('')}</w:styles>`;

const footer = `${xml}<w:ftr ${names}>${paragraph(run('Harbour Books Ltd · Registered in England 02187755 · VAT number GB 412 7755 18'), 'Small', '<w:jc w:val="center"/>')}</w:ftr>`;

/** A letter of one page with a letterhead, a picture and a table. */
export async function letterDocx(): Promise<Buffer> {
  return packageOf(
    {
      'word/document.xml': 'wordprocessingml.document.main',
      'word/styles.xml': 'wordprocessingml.styles',
      'word/header1.xml': 'wordprocessingml.header',
      'word/footer1.xml': 'wordprocessingml.footer',
    },
    {
      '_rels/.rels': relations([['rId1', 'officeDocument', 'word/document.xml']]),
      'word/document.xml': `${xml}<w:document ${names}><w:body>${body}<w:sectPr><w:headerReference w:type="default" r:id="rId3"/><w:footerReference w:type="default" r:id="rId4"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2350" w:right="1247" w:bottom="1134" w:left="1247" w:header="680" w:footer="510" w:gutter="0"/></w:sectPr></w:body></w:document>`,
      'word/_rels/document.xml.rels': relations([
        ['rId1', 'styles', 'styles.xml'],
        ['rId2', 'image', 'media/harbour.jpeg'],
        ['rId3', 'header', 'header1.xml'],
        ['rId4', 'footer', 'footer1.xml'],
      ]),
      'word/styles.xml': styles,
      'word/header1.xml': `${xml}<w:hdr ${names}>${letterhead}${paragraph('')}</w:hdr>`,
      'word/_rels/header1.xml.rels': relations([['rId1', 'image', 'media/logo.png']]),
      'word/footer1.xml': footer,
      'word/media/harbour.jpeg': await harbour(1345, 500),
      'word/media/logo.png': await logo(),
    },
  );
}
