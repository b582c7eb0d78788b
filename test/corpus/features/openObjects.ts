import type { Parts } from '../../conversion/ooxml.ts';
import { colours, picture, vector } from '../build/marks.ts';

export interface OpenContent {
  /** Frames, without their place. */
  frames?: string[];
  /** Other content, in a text before its paragraphs. */
  forms?: string;
  text?: string;
  parts?: Parts;
  entries?: Record<string, string>;
}

const form = (control: string) =>
  `<office:forms form:automatic-focus="false" form:apply-design-mode="false"><form:form form:name="Form">${control}</form:form></office:forms>`;
const controlled = (control: string): OpenContent => ({
  forms: form(control),
  frames: ['<draw:control draw:control="c1"/>'],
});
const formula = `<math xmlns="http://www.w3.org/1998/Math/MathML"><semantics><mrow><mi>E</mi><mo stretchy="false">=</mo><mi>m</mi><msup><mi>c</mi><mn>2</mn></msup></mrow><annotation encoding="StarMath 5.0">E = m c^2</annotation></semantics></math>`;
const image = (href: string) =>
  `<draw:image xlink:href="${href}" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/>`;

export const openObjects: Record<string, () => Promise<OpenContent>> = {
  formula: async () => ({
    frames: [
      '<draw:object xlink:href="./Object 1" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/>',
    ],
    parts: { 'Object 1/content.xml': formula },
    entries: {
      'Object 1/': 'application/vnd.oasis.opendocument.formula',
      'Object 1/content.xml': 'text/xml',
    },
  }),
  'ole with preview': async () => ({
    frames: [
      `<draw:object-ole xlink:href="./Object 1" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/>${image('./ObjectReplacements/Object 1')}`,
    ],
    parts: {
      'Object 1': Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      'ObjectReplacements/Object 1': await picture(colours.object),
    },
    entries: { 'Object 1': 'application/vnd.sun.star.oleobject', 'ObjectReplacements/Object 1': 'image/png' },
  }),
  'ole without preview': async () => ({
    frames: [
      '<draw:object-ole xlink:href="./Object 1" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/>',
    ],
    parts: { 'Object 1': Buffer.from('d0cf11e0a1b11ae1', 'hex') },
    entries: { 'Object 1': 'application/vnd.sun.star.oleobject' },
  }),
  picture: async () => ({
    frames: [image('Pictures/a.png')],
    parts: { 'Pictures/a.png': await picture() },
    entries: { 'Pictures/a.png': 'image/png' },
  }),
  svg: async () => ({
    frames: [image('Pictures/a.svg')],
    parts: { 'Pictures/a.svg': vector() },
    entries: { 'Pictures/a.svg': 'image/svg+xml' },
  }),
  tiff: async () => ({
    frames: [image('Pictures/a.tiff')],
    parts: { 'Pictures/a.tiff': await picture(colours.picture, 'tiff') },
    entries: { 'Pictures/a.tiff': 'image/tiff' },
  }),
  'linked picture': async () => ({ frames: [image('https://pictures.example/a.png?key=1')] }),
  checkbox: async () =>
    controlled(
      '<form:checkbox form:name="C" form:control-implementation="ooo:com.sun.star.form.component.CheckBox" xml:id="c1" form:id="c1" form:label="Agreed" form:current-state="checked"/>',
    ),
  'text field': async () =>
    controlled(
      '<form:text form:name="T" form:control-implementation="ooo:com.sun.star.form.component.TextField" xml:id="c1" form:id="c1" form:current-value="Ada Example" form:value="Ada Example"/>',
    ),
  listbox: async () =>
    controlled(
      '<form:listbox form:name="L" form:control-implementation="ooo:com.sun.star.form.component.ListBox" xml:id="c1" form:id="c1" form:dropdown="true"><form:option form:label="Northtown" form:current-selected="true" form:selected="true"/></form:listbox>',
    ),
  button: async () =>
    controlled(
      '<form:button form:name="B" form:control-implementation="ooo:com.sun.star.form.component.CommandButton" xml:id="c1" form:id="c1" form:label="Agreed"/>',
    ),
  radio: async () =>
    controlled(
      '<form:radio form:name="R" form:control-implementation="ooo:com.sun.star.form.component.RadioButton" xml:id="c1" form:id="c1" form:label="Agreed" form:current-selected="true"/>',
    ),
  video: async () => ({
    frames: [
      '<draw:plugin xlink:href="Media/film.mp4" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad" draw:mime-type="application/vnd.sun.star.media"/>',
    ],
    parts: { 'Media/film.mp4': Buffer.from('0000001866747970', 'hex') },
    entries: { 'Media/film.mp4': 'application/vnd.sun.star.media' },
  }),
  textbox: async () => ({ frames: ['<draw:text-box><text:p>In a box</text:p></draw:text-box>'] }),
  comment: async () => ({
    text: '<office:annotation><dc:creator>Ada</dc:creator><dc:date>2026-01-01T00:00:00</dc:date><text:p>Is that so?</text:p></office:annotation>',
  }),
};
