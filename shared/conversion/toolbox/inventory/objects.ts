/** Kinds of objects that some conversions lose, with their names in the singular and the plural. */
export const objectNames = {
  chart: ['chart', 'charts'],
  modernChart: ['chart of a type that only Office draws', 'charts of types that only Office draws'],
  formula: ['formula', 'formulas'],
  object: ['embedded object', 'embedded objects'],
  bareObject: ['embedded object without a preview picture', 'embedded objects without preview pictures'],
  control: ['form control', 'form controls'],
  drawnControl: ['form control', 'form controls'],
  dropDown: ['drop-down field', 'drop-down fields'],
  diagram: ['SmartArt diagram', 'SmartArt diagrams'],
  bareDiagram: ['SmartArt diagram without a drawing', 'SmartArt diagrams without drawings'],
  plainDiagram: ['SmartArt diagram without a drawing', 'SmartArt diagrams without drawings'],
  textBox: ['text box', 'text boxes'],
  sparkline: ['sparkline', 'sparklines'],
  slicer: ['slicer', 'slicers'],
  conditionalFormat: ['colour scale, data bar or icon set', 'colour scales, data bars or icon sets'],
  xmlCondition: ['conditional format', 'conditional formats'],
  xmlValidation: ['data validation', 'data validations'],
  xmlPivot: ['pivot table', 'pivot tables'],
  media: ['video or sound', 'videos or sounds'],
  tiff: ['TIFF or PICT picture', 'TIFF or PICT pictures'],
  svg: ['SVG picture', 'SVG pictures'],
  webp: ['WebP picture', 'WebP pictures'],
  comment: ['comment', 'comments'],
} as const satisfies Record<string, readonly [string, string]>;

export type ObjectKind = keyof typeof objectNames;

/** What a result shows of a kind of object, if it is not nothing. */
export const shownAs: Partial<Record<ObjectKind, string>> = { plainDiagram: 'shown as a list of its texts' };

/** One object of a document. */
export interface FoundObject {
  kind: ObjectKind;
  /** Where it is, such as `slide 2`; empty if it is in the text of the document. */
  place: string;
  /** The number of its slide, from 1. */
  slide?: number | undefined;
  /** Whether it is on a hidden sheet or slide, which is not printed. */
  hidden?: boolean;
}

/** What a document holds. */
export interface Inventory {
  objects: FoundObject[];
  /** Addresses of linked pictures and documents, which are never loaded. */
  links: string[];
  /** Formats of dates and numbers, or their languages, that are shown as in English. */
  languages?: string[];
  /** Parts of the package that are too large to be searched completely. */
  cutOff?: string[];
}

/** Collects the objects of one place. */
export class Place {
  readonly #inventory: Inventory;
  readonly #where: Omit<FoundObject, 'kind'>;
  readonly #counts = new Map<ObjectKind, number>();

  constructor(inventory: Inventory, where: Omit<FoundObject, 'kind'>) {
    this.#inventory = inventory;
    this.#where = where;
  }

  add(kind: ObjectKind, count = 1): void {
    const counted = this.#counts.get(kind) ?? 0;
    const added = Math.min(count, maximumOfKind - counted);
    this.#counts.set(kind, counted + added);
    for (let n = 0; n < added; n++) this.#inventory.objects.push({ kind, ...this.#where });
  }

  /** Adds an object for each match. */
  count(kind: ObjectKind, xml: string, pattern: RegExp): void {
    this.add(kind, xml.match(pattern)?.length ?? 0);
  }

  link(address: string): void {
    if (!this.#where.hidden) this.#inventory.links.push(address);
  }
}

/** More objects of a kind in one place are not counted. */
const maximumOfKind = 1000;
