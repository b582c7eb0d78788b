import {
  LOOP_CONTENT_TYPE,
  LoopPlugin,
  officeMarkup,
  type ScopeData,
  type Tag,
  TagPlacement,
  type TemplateContext,
  TemplatePlugin,
  TemplateSyntaxError,
  type TextNodeTag,
  type XmlNode,
  xml,
} from 'easy-template-x';
import { DocumentRefused } from '../../../engines/engine.ts';
import { FilterFault, refusalOf } from '../refusals.ts';
import { OwnLinesStrategy } from './ownLinesStrategy.ts';
import { placeOf } from './place.ts';
import type { DocumentScope, Frame } from './scope.ts';
import type { SectionStrategy } from './sectionStrategy.ts';
import { StyledListStrategy } from './styledListStrategy.ts';

/** Values of the option `loopOver`. */
const loopUnits = ['row', 'column', 'paragraph', 'content'];

/** Loops and conditions. */
export class SectionPlugin extends TemplatePlugin {
  readonly contentType = LOOP_CONTENT_TYPE;
  readonly #scope: DocumentScope;
  readonly #strategies: SectionStrategy[];

  /** @param listStyles ids of the paragraph styles of list items */
  constructor(scope: DocumentScope, listStyles: ReadonlySet<string>) {
    super();
    this.#scope = scope;
    // The library does not export its strategies for rows, list items and paragraphs.
    const { loopStrategies } = new LoopPlugin() as unknown as { loopStrategies: SectionStrategy[] };
    this.#strategies = [new OwnLinesStrategy(), new StyledListStrategy(listStyles), ...loopStrategies];
  }

  override async containerTagReplacements(
    tags: Tag[],
    data: ScopeData,
    context: TemplateContext,
  ): Promise<void> {
    const [open, close] = ends(tags);
    const place = placeOf(open, context);
    try {
      const frames = await this.#scope.frames(open.name);
      const strategy = this.#strategyFor(open, close);
      const { firstNode, nodesToRepeat, lastNode } = strategy.splitBefore(open, close);
      const nodes = nodesToRepeat.reduce((sum, node) => sum + nodesIn(node), 0);
      this.#scope.countIterations(frames.length, nodes);
      const iterations: XmlNode[][] = [];
      for (const frame of frames)
        iterations.push(await this.#renderIteration(nodesToRepeat, frame, data, context));
      strategy.mergeBack(iterations, firstNode, lastNode);
    } catch (error) {
      // Errors of inner tags already have their location.
      if (error instanceof DocumentRefused || error instanceof TemplateSyntaxError) throw error;
      throw refusalOf(error, open.rawText, place);
    }
  }

  #strategyFor(open: TextNodeTag, close: TextNodeTag): SectionStrategy {
    const { loopOver } = (open.options ?? {}) as { loopOver?: unknown };
    if (loopOver !== undefined && !loopUnits.includes(String(loopOver)))
      throw new FilterFault(`loopOver must be one of ${loopUnits.join(', ')}`);
    const isCondition = /^(if|unless|else)\s/.test(open.name);
    const found = this.#strategies.find(
      (each) => isRequested(each, open) && each.isApplicable(open, close, isCondition),
    );
    if (!found) throw new Error(`No strategy takes ${open.rawText}.`);
    return found;
  }

  async #renderIteration(
    nodes: XmlNode[],
    frame: Frame,
    data: ScopeData,
    context: TemplateContext,
  ): Promise<XmlNode[]> {
    const root = xml.create.generalNode('iteration');
    for (const node of nodes) xml.modify.appendChild(root, xml.create.cloneNode(node, true));
    await this.#scope.within(frame, () => this.utilities.compiler.compile(root, data, context));
    const rendered: XmlNode[] = [];
    while (root.childNodes?.length) rendered.push(xml.modify.removeChild(root, 0));
    return rendered;
  }
}

/** The library repeats columns if both tags are in one column. Here rows are the default, and columns need `loopOver`. */
function isRequested(strategy: SectionStrategy, open: TextNodeTag): boolean {
  return !('extractColumns' in strategy) || open.options?.loopOver === 'column';
}

function ends(tags: Tag[]): [TextNodeTag, TextNodeTag] {
  const [open, close] = [tags[0], tags.at(-1)];
  for (const tag of [open, close]) {
    if (tag?.placement !== TagPlacement.TextNode)
      throw new TemplateSyntaxError(`${tag?.rawText} opens or closes a section and must be in text`);
    if (officeMarkup.query.containingStructuredTagContentNode(tag.xmlTextNode))
      throw new TemplateSyntaxError(
        `${tag.rawText} opens or closes a section and must not be in a content control`,
      );
  }
  return [open as TextNodeTag, close as TextNodeTag];
}

function nodesIn(node: XmlNode): number {
  return (node.childNodes ?? []).reduce((sum, child) => sum + nodesIn(child), 1);
}
