/** What a font looks like, as far as a replacement can keep it. */
export type FontClass = 'sans' | 'serif' | 'fixed' | 'narrow';

/** The font of each class. */
export const classFonts: Readonly<Record<FontClass, string>> = {
  sans: 'Liberation Sans',
  serif: 'Liberation Serif',
  fixed: 'Liberation Mono',
  narrow: 'Liberation Sans Narrow',
};

/** The names in a text, between commas. */
export const list = (names: string): string[] => names.split(',').map((name) => name.trim());

/** Available fonts, and the fonts whose widths they share: line breaks stay where they were. */
export const sameWidths: Readonly<Record<string, readonly string[]>> = {
  'Liberation Sans': list('Arial, Helvetica, ArialMT, Arimo, Albany, Nimbus Sans, Arial Unicode MS'),
  'Liberation Serif': list(
    'Times New Roman, Times, TimesNewRomanPSMT, Times New Roman PS, Tinos, Thorndale, Nimbus Roman',
  ),
  'Liberation Mono': list('Courier New, Courier, CourierNewPSMT, Cousine, Cumberland, Nimbus Mono'),
  'Liberation Sans Narrow': list('Arial Narrow, Helvetica Narrow'),
  Carlito: list('Calibri'),
  Caladea: list('Cambria'),
  Gelasio: list('Georgia'),
  OpenSymbol: list('Symbol'),
};

/** Fonts of Office, Google, Apple and Linux for which no font of the same widths is available, by their replacement. */
export const otherWidths: Readonly<Record<string, readonly string[]>> = {
  Carlito: list(
    'Calibri Light, Aptos, Aptos Light, Aptos Display, Aptos SemiBold, Aptos ExtraBold, Aptos Black, Candara, Corbel',
  ),
  Caladea: list('Cambria Math'),
  Gelasio: list('Georgia Pro'),
  'Noto Emoji': list('Segoe UI Emoji, Apple Color Emoji, Noto Color Emoji, Twemoji Mozilla'),
  'DejaVu Sans': list('Segoe UI Symbol, Segoe UI Historic, Apple Symbols'),
  [classFonts.fixed]: list(
    `Consolas, Menlo, Monaco, Lucida Console, Lucida Sans Typewriter, SF Mono, Andale Mono, Cascadia Code, Cascadia Mono,
    Aptos Mono, Courier Std, Courier Prime, DejaVu Sans Mono, Bitstream Vera Sans Mono, Fira Code, Fira Mono, JetBrains Mono,
    IBM Plex Mono, Inconsolata, Source Code Pro, Roboto Mono, Ubuntu Mono, Ubuntu Sans Mono, Noto Sans Mono, Noto Mono,
    Droid Sans Mono, Space Mono, PT Mono, Hack, Anonymous Pro, Overpass Mono, Red Hat Mono, OCR A Extended, OCRB,
    Letter Gothic, Letter Gothic Std, Prestige Elite Std, Terminal, Fixedsys, American Typewriter, Osaka-Mono, Geist Mono`,
  ),
  [classFonts.narrow]: list(
    `Aptos Narrow, Arial Nova Cond, Bahnschrift Condensed, Franklin Gothic Medium Cond, Gill Sans MT Condensed, Roboto Condensed,
    Open Sans Condensed, PT Sans Narrow, Archivo Narrow, Barlow Condensed, Fira Sans Condensed, Tw Cen MT Condensed,
    DejaVu Sans Condensed, Encode Sans Condensed, IBM Plex Sans Condensed, Helvetica Condensed, Univers Condensed`,
  ),
  [classFonts.serif]: list(
    `Garamond, EB Garamond, Adobe Garamond Pro, Cormorant, Cormorant Garamond, Book Antiqua, Palatino Linotype, Palatino,
    URW Palladio L, Constantia, Century, Century Schoolbook, New Century Schoolbook, Bookman Old Style, Bookman, Baskerville,
    Baskerville Old Face, Libre Baskerville, Didot, Bodoni MT, Bodoni 72, Libre Bodoni, Hoefler Text, Rockwell, Perpetua,
    Goudy Old Style, Californian FB, Calisto MT, High Tower Text, Centaur, Bell MT, Footlight MT Light, Lucida Bright,
    Lucida Fax, Sitka Text, Sitka, Aptos Serif, Charter, Iowan Old Style, New York, Cochin, Big Caslon, Caslon, Minion Pro,
    Merriweather, Playfair Display, Lora, PT Serif, Noto Serif, Noto Serif Display, Source Serif Pro, Source Serif 4,
    Crimson Text, Crimson Pro, Roboto Slab, Roboto Serif, IBM Plex Serif, Droid Serif, Bitter, Domine, Arvo, Zilla Slab,
    Spectral, Cardo, Vollkorn, Alegreya, Frank Ruhl Libre, Libre Caslon Text, Linux Libertine, Linux Libertine G,
    Linux Libertine O, Libertinus Serif, Gentium, Gentium Basic, Gentium Book Basic, DejaVu Serif, Bitstream Vera Serif,
    FreeSerif, Latin Modern Roman, CMU Serif, STIX, STIX Two Text, XITS, Monotype Corsiva, Sylfaen, Georgia Ref, MS Serif,
    MS Reference Serif, Times Ten, Stone Serif, DM Serif Display, Nimbus Roman No9 L`,
  ),
  [classFonts.sans]: list(
    `Segoe UI, Segoe UI Light, Segoe UI Semilight, Segoe UI Semibold, Segoe UI Black, Segoe UI Variable, Verdana, Tahoma,
    Trebuchet MS, Century Gothic, Arial Black, Arial Nova, Arial Rounded MT Bold, Franklin Gothic, Franklin Gothic Book,
    Franklin Gothic Medium, Gill Sans, Gill Sans MT, Gill Sans Nova, Tw Cen MT, Lucida Sans, Lucida Sans Unicode,
    Lucida Grande, Microsoft Sans Serif, MS Sans Serif, MS Reference Sans Serif, Bahnschrift, Impact, Haettenschweiler,
    Comic Sans MS, Ebrima, Gadugi, Leelawadee UI, Nirmala UI, Grandview, Seaford, Skeena, Tenorite, Bierstadt, Walbaum Heading,
    Avenir, Avenir Next, Avenir Next LT Pro, Helvetica Neue, Helvetica Light, San Francisco, SF Pro, SF Pro Text, SF Pro Display,
    SF UI Text, Geneva, Futura, Optima, Myriad Pro, Myriad, Frutiger, Univers, Trade Gothic, Neue Haas Grotesk Text Pro,
    DIN Alternate, Roboto, Roboto Light, Roboto Medium, Open Sans, Lato, Montserrat, Poppins, Inter, Raleway, Nunito, Nunito Sans,
    Oswald, Ubuntu, Ubuntu Sans, Noto Sans, Noto Sans Display, Source Sans Pro, Source Sans 3, PT Sans, Work Sans, Rubik, Karla,
    Mulish, Muli, Quicksand, Barlow, Cabin, Dosis, Exo 2, Fira Sans, Heebo, Hind, IBM Plex Sans, Josefin Sans, Kanit, Libre Franklin,
    Manrope, Outfit, Oxygen, Public Sans, Red Hat Display, Red Hat Text, Signika, Space Grotesk, Titillium Web, Figtree, DM Sans,
    Plus Jakarta Sans, Lexend, Archivo, Assistant, Asap, Catamaran, Comfortaa, Droid Sans, Cantarell, FreeSans, Bitstream Vera Sans,
    Google Sans, Product Sans, Nimbus Sans L, Albany AMT, Andale Sans UI, Helv, MS Shell Dlg, system, BlinkMacSystemFont, -apple-system`,
  ),
};

/** Words in the names of unknown fonts that tell their class; the first match counts. Most other unknown fonts are sans. */
export const nameWords: readonly [word: string, font: FontClass][] = [
  [' Mono', 'fixed'],
  ['Typewriter', 'fixed'],
  ['Courier', 'fixed'],
  ['Sans', 'sans'],
  ['Serif', 'serif'],
  [' Slab', 'serif'],
  ['Garamond', 'serif'],
];

/** A font name for comparisons: fontconfig and LibreOffice ignore case and spaces. */
export const fontKey = (name: string): string => name.toLowerCase().replaceAll(/\s/g, '');
