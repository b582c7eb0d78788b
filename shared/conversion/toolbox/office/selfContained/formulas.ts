import { refuseUnless } from './notSelfContained.ts';

/**
 * Spreadsheet functions that depend only on their arguments. Others may access external data (WEBSERVICE, DDE), build an
 * address from text (INDIRECT), reveal data of the machine (CELL, INFO), or belong to an extension.
 */
const functions = new Set(
  `ABS ACOS ACOSH ADDRESS AGGREGATE AND ASIN ATAN ATAN2 AVEDEV AVERAGE AVERAGEA AVERAGEIF AVERAGEIFS BASE BIN2DEC BITAND BITOR
  CEILING CEILING.MATH CHAR CHISQ.DIST CHISQ.TEST CHOOSE CLEAN CODE COLUMN COLUMNS COMBIN CONCAT CONCATENATE CONFIDENCE CORREL COS
  COSH COUNT COUNTA COUNTBLANK COUNTIF COUNTIFS COVAR DATE DATEDIF DATEVALUE DAVERAGE DAY DAYS DAYS360 DB DCOUNT DDB DEC2BIN DEC2HEX
  DEGREES DGET DMAX DMIN DOLLAR DSUM EDATE EFFECT EOMONTH ERROR.TYPE EVEN EXACT EXP FACT FALSE FILTER FIND FIXED FLOOR FLOOR.MATH
  FORECAST FREQUENCY FV GCD GEOMEAN GROWTH HARMEAN HEX2DEC HLOOKUP HOUR IF IFERROR IFNA IFS INDEX INT INTERCEPT IPMT IRR ISBLANK
  ISERR ISERROR ISEVEN ISFORMULA ISLOGICAL ISNA ISNONTEXT ISNUMBER ISODD ISOWEEKNUM ISREF ISTEXT KURT LARGE LCM LEFT LEN LINEST LN
  LOG LOG10 LOOKUP LOWER MATCH MAX MAXA MAXIFS MEDIAN MID MIN MINA MINIFS MINUTE MINVERSE MIRR MMULT MOD MODE MODE.SNGL MONTH MROUND
  N NA NETWORKDAYS NETWORKDAYS.INTL NOMINAL NORM.DIST NORM.INV NORM.S.DIST NORMDIST NORMINV NORMSDIST NORMSINV NOT NOW NPER NPV ODD
  OFFSET OR PERCENTILE PERCENTILE.INC PERCENTRANK PERMUT PI PMT POWER PPMT PRICE PRODUCT PROPER PV QUARTILE QUARTILE.INC QUOTIENT
  RADIANS RAND RANDBETWEEN RANK RANK.AVG RANK.EQ RATE REPLACE REPT RIGHT ROMAN ROUND ROUNDDOWN ROUNDUP ROW ROWS RSQ SEARCH SECOND
  SEQUENCE SIGN SIN SINH SKEW SLN SLOPE SMALL SORT SORTBY SQRT STANDARDIZE STDEV STDEV.P STDEV.S STDEVA STDEVP SUBSTITUTE SUBTOTAL
  SUM SUMIF SUMIFS SUMPRODUCT SUMSQ SWITCH SYD T TAN TANH TEXT TEXTJOIN TIME TIMEVALUE TODAY TRANSPOSE TREND TRIM TRUE TRUNC UNICHAR
  UNICODE UNIQUE UPPER VALUE VAR VAR.P VAR.S VARA VARP VLOOKUP WEEKDAY WEEKNUM WORKDAY WORKDAY.INTL XIRR XLOOKUP XMATCH XNPV XOR YEAR
  YEARFRAC`.split(/\s+/),
);

const piece = /"(?:[^"]|"")*"|'(?:[^']|'')*'|[^"']+/gy;
/** Anchored at the start of a name, so that matching a long name takes linear time. */
const call = /(?<![^\s()+\-*/^&=<>,;:{}!~%])([^\s()+\-*/^&=<>,;:{}!~%]+)\s*\(/g;
/** Excel's limit in characters. */
const maximumLength = 8192;
const prefix = /^(?:_xlfn\.|_xlws\.|com\.microsoft\.|org\.libreoffice\.|of:=|oooc:=|\.)+/i;

/**
 * Checks that a formula has only known functions and no references to another document (OpenFormula 5.11, ECMA-376 part 1,
 * 18.17.2.3) or a DDE server.
 * @throws NotSelfContained
 */
export function checkFormula(formula: string): void {
  refuseUnless(formula.length <= maximumLength, 'a formula that is too long');
  let at = 0;
  let bare = '';
  while (at < formula.length) {
    piece.lastIndex = at;
    const [found] = piece.exec(formula) ?? [];
    refuseUnless(found, 'an unusual formula');
    at = piece.lastIndex;
    const quote = found[0];
    if (quote === "'") refuseUnless(!/[/\\:[\]]/.test(found), 'a formula that names a file');
    bare += quote === '"' ? '""' : quote === "'" ? "''" : found;
  }
  refuseUnless(!/[|\\]|:\/\/|#\$|\[[^\]]*[/\\]|\[\d+\]/.test(bare), 'a formula that names a file');
  for (const [, name = ''] of bare.matchAll(call))
    refuseUnless(functions.has(name.replace(prefix, '').toUpperCase()), 'a function with external access');
}
