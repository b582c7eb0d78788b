import { refuseUnless } from './notSelfContained.ts';

/**
 * Functions of sheets that compute from what they are given. Others might reach out (WEBSERVICE, DDE), make an address of text
 * (INDIRECT), tell of the machine (CELL, INFO), or be of an extension.
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
/** From where a name begins, so that a long one is not looked at again from each of its letters. */
const call = /(?<![^\s()+\-*/^&=<>,;:{}!~%])([^\s()+\-*/^&=<>,;:{}!~%]+)\s*\(/g;
/** Excel's own limit. */
const longest = 8192;
const prefix = /^(?:_xlfn\.|_xlws\.|com\.microsoft\.|org\.libreoffice\.|of:=|oooc:=|\.)+/i;

/**
 * Sees that a formula stays in its document: functions that are known, and no name of another (OpenFormula 5.11, ECMA-376 part 1,
 * 18.17.2.3) or of a server (DDE).
 * @throws NotSelfContained
 */
export function checkFormula(formula: string): void {
  refuseUnless(formula.length <= longest, 'a formula of unusual length');
  let at = 0;
  let bare = '';
  while (at < formula.length) {
    piece.lastIndex = at;
    const [found] = piece.exec(formula) ?? [];
    refuseUnless(found, 'a formula of an unusual kind');
    at = piece.lastIndex;
    const quote = found[0];
    if (quote === "'") refuseUnless(!/[/\\:[\]]/.test(found), 'a formula that names a file');
    bare += quote === '"' ? '""' : quote === "'" ? "''" : found;
  }
  refuseUnless(!/[|\\]|:\/\/|#\$|\[[^\]]*[/\\]|\[\d+\]/.test(bare), 'a formula that names a file');
  for (const [, name = ''] of bare.matchAll(call))
    refuseUnless(functions.has(name.replace(prefix, '').toUpperCase()), 'a function that may reach out');
}
