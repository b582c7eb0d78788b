import { type Context, type FilterImplOptions, Liquid } from 'liquidjs';
import { entities, escapeHtml } from '../html/escapeHtml.ts';
import { filters } from './filters.ts';
import { Hyperlink } from './hyperlink.ts';
import { registerLenientConditions } from './lenientConditions.ts';
import { registerNestedPartials } from './nestedPartials.ts';
import type { Pictures } from './picture.ts';
import { type DateContext, strftime } from './strftime.ts';
import { templateLimits } from './templateLimits.ts';

/** Formatting options of the step. */
export interface OutputConventions {
  locale: string;
  timeZone: string;
  /** Handling of a tag without a value in the data. */
  missing: 'error' | 'empty';
}

type FilterThis = { context: Context };

/**
 * Liquid for both kinds of template, with our filters. It runs no code, reads only own properties of the data and has no
 * file system: only the given partials exist.
 * @param options.escapeValue converts every value of a page; without it values are unchanged
 */
export function makeLiquid(options: {
  conventions: OutputConventions;
  pictures: Pictures;
  partials?: ReadonlyMap<string, string>;
  escapeValue?: (value: unknown) => string;
}): Liquid {
  const { conventions, pictures, partials = new Map(), escapeValue } = options;
  const liquid = new Liquid({
    // Without a prototype, so that `constructor` is not the name of a partial.
    templates: Object.assign(Object.create(null), Object.fromEntries(partials)),
    cache: true,
    ownPropertyOnly: true,
    jsTruthy: true,
    strictFilters: true,
    strictVariables: conventions.missing === 'error',
    lenientIf: true,
    locale: conventions.locale,
    timezoneOffset: conventions.timeZone,
    parseLimit: templateLimits.pageCharacters,
    renderLimit: templateLimits.milliseconds,
    memoryLimit: templateLimits.filterMemory,
    ...(escapeValue && { outputEscape: escapeValue }),
  });
  for (const [name, filter] of Object.entries(filters))
    liquid.registerFilter(name, function (this: FilterThis, value: unknown, ...args: unknown[]) {
      const { positional, named } = splitArguments(args);
      const locale = String(named.locale ?? conventions.locale);
      const timeZone = String(named.timeZone ?? conventions.timeZone);
      const [pattern] = positional;
      if (name === 'date' && typeof pattern === 'string' && pattern.includes('%'))
        return strftime(value, { pattern, locale, timeZone }, this.context as unknown as DateContext);
      return filter(value, { positional, named, locale, timeZone });
    });
  liquid.registerFilter('image', (value: unknown, ...args: unknown[]) => {
    if (value === undefined || value === null) return '';
    const { positional, named } = splitArguments(args);
    return pictures.make(value, { width: positional[0], height: positional[1], ...named });
  });
  liquid.registerFilter('link', (value: unknown, ...args: unknown[]) =>
    value === undefined || value === null ? '' : new Hyperlink(value, splitArguments(args).positional[0]),
  );
  for (const [name, filter] of Object.entries(pageFilters)) liquid.registerFilter(name, filter);
  registerLenientConditions(liquid);
  registerNestedPartials(liquid);
  return liquid;
}

/** Filters that return markup and escape their input. */
const pageFilters: Readonly<Record<string, FilterImplOptions>> = {
  // Values of a page are escaped anyway; these filters prevent a second escaping.
  escape: { raw: true, handler: escapeHtml },
  xml_escape: { raw: true, handler: escapeHtml },
  escape_once: { raw: true, handler: (value: unknown) => escapeHtml(unescaped(value)) },
  newline_to_br: { raw: true, handler: (value: unknown) => escapeHtml(value).replace(/\r?\n/g, '<br>\n') },
  // For scripts: no value can close the surrounding script element.
  json: {
    raw: true,
    handler: (value: unknown) =>
      (JSON.stringify(value) ?? 'null').replace(
        /[<>&'\u2028\u2029]/g,
        (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`,
      ),
  },
};

function unescaped(value: unknown): string {
  const characters = Object.fromEntries(
    Object.entries(entities).map(([character, entity]) => [entity, character]),
  );
  return String(value ?? '').replace(/&(lt|gt|amp|#34|#39|quot);/g, (entity) =>
    entity === '&quot;' ? '"' : (characters[entity] ?? entity),
  );
}

/** Separates positional from named arguments, which Liquid passes as pairs. */
function splitArguments(args: unknown[]): { positional: unknown[]; named: Record<string, unknown> } {
  const isNamed = (arg: unknown) => Array.isArray(arg) && arg.length === 2 && typeof arg[0] === 'string';
  return {
    positional: args.filter((arg) => !isNamed(arg)),
    named: Object.fromEntries(args.filter(isNamed) as [string, unknown][]),
  };
}
