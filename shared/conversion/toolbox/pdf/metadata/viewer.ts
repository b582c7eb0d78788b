import {
  PDFArray,
  PDFBool,
  PDFDict,
  type PDFDocument,
  PDFName,
  PDFNull,
  PDFNumber,
  type PDFObject,
} from '@cantoo/pdf-lib';
import { DocumentRefused } from '../../../engines/engine.ts';
import { noSuchPages } from '../../../pageSelection.ts';
import type { ViewerSettings } from '../../../steps/options/viewerSettings.ts';

type Opening = NonNullable<ViewerSettings['open']>;
type Setting = keyof Omit<ViewerSettings, 'open'>;

/** The dictionary of each setting: the catalogue (ISO 32000-1, 7.7.2) or its viewer preferences (12.2). */
const dictionaries: Record<Setting, 'catalogue' | 'preferences'> = {
  pageLayout: 'catalogue',
  pageMode: 'catalogue',
  nonFullScreenPageMode: 'preferences',
  hideToolbar: 'preferences',
  hideMenubar: 'preferences',
  hideWindowUI: 'preferences',
  fitWindow: 'preferences',
  centerWindow: 'preferences',
  displayDocTitle: 'preferences',
  direction: 'preferences',
  printScaling: 'preferences',
  duplex: 'preferences',
  pickTrayByPDFSize: 'preferences',
  numCopies: 'preferences',
};
const settings = Object.keys(dictionaries) as Setting[];

const keyOf = (setting: Setting) => PDFName.of(`${setting[0]?.toUpperCase()}${setting.slice(1)}`);

const preferencesOf = ({ catalog }: PDFDocument): PDFDict | undefined => {
  const preferences = catalog.lookup(PDFName.of('ViewerPreferences'));
  return preferences instanceof PDFDict ? preferences : undefined;
};

/** Reads how a viewer shows a PDF; undefined if the PDF does not say. */
export function readViewer(document: PDFDocument): ViewerSettings | undefined {
  const preferences = preferencesOf(document);
  const read = settings.flatMap((setting) => {
    const dict = dictionaries[setting] === 'catalogue' ? document.catalog : preferences;
    const value = plainValue(dict?.lookup(keyOf(setting)));
    return value === undefined ? [] : [[setting, value]];
  });
  const open = openingOf(document);
  if (read.length === 0 && !open) return undefined;
  return { ...(open && { open }), ...Object.fromEntries(read) };
}

function plainValue(value: PDFObject | undefined): string | boolean | number | undefined {
  if (value instanceof PDFName) return value.decodeText();
  if (value instanceof PDFBool) return value.asBoolean();
  return value instanceof PDFNumber ? value.asNumber() : undefined;
}

function objectOf(value: string | boolean | number): PDFObject {
  if (typeof value === 'string') return PDFName.of(value);
  return typeof value === 'number' ? PDFNumber.of(value) : value ? PDFBool.True : PDFBool.False;
}

/** The destination of opening, also of an action that only goes there. */
function openingOf(document: PDFDocument): Opening | undefined {
  const action = document.catalog.lookup(PDFName.of('OpenAction'));
  const destination = action instanceof PDFDict ? action.lookup(PDFName.of('D')) : action;
  if (!(destination instanceof PDFArray) || destination.size() < 2) return undefined;
  const target = destination.get(0);
  const page = document.getPages().findIndex(({ ref }) => ref === target) + 1;
  if (page === 0) return undefined;
  const fit = destination.lookup(1);
  const kind = fit instanceof PDFName ? fit.decodeText() : '';
  if (kind === 'Fit' || kind === 'FitB') return { page, zoom: 'page' };
  if (kind === 'FitH' || kind === 'FitBH') return { page, zoom: 'width' };
  const factor = kind === 'XYZ' && destination.size() > 4 ? plainValue(destination.lookup(4)) : undefined;
  return typeof factor === 'number' && factor > 0 ? { page, zoom: Math.round(factor * 1e4) / 100 } : { page };
}

/** Changes how a viewer shows a PDF. @throws DocumentRefused `invalid_parameter` if the page to open does not exist */
export function writeViewer(document: PDFDocument, { open, ...others }: ViewerSettings): void {
  const { catalog, context } = document;
  if (open === null) catalog.delete(PDFName.of('OpenAction'));
  else if (open) catalog.set(PDFName.of('OpenAction'), destinationOf(document, open));
  for (const [setting, value] of Object.entries(others) as [Setting, string | boolean | number | null][]) {
    const dict = dictionaries[setting] === 'catalogue' ? catalog : preferencesOf(document);
    if (value === null) dict?.delete(keyOf(setting));
    else {
      const target = dict ?? context.obj({});
      if (!dict) catalog.set(PDFName.of('ViewerPreferences'), target);
      target.set(keyOf(setting), objectOf(value));
    }
  }
}

function destinationOf(document: PDFDocument, { page, zoom }: Opening): PDFArray {
  const pages = document.getPages();
  const target = pages[page - 1];
  if (!target) throw new DocumentRefused('invalid_parameter', { detail: noSuchPages(pages.length) });
  const fit = {
    page: ['Fit'],
    width: ['FitH', PDFNull],
    factor: ['XYZ', PDFNull, PDFNull, typeof zoom === 'number' ? zoom / 100 : PDFNull],
  }[typeof zoom === 'string' ? zoom : 'factor'];
  return document.context.obj([target.ref, ...fit]);
}
