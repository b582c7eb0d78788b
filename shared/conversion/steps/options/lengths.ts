const inchesPer: Readonly<Record<string, number>> = {
  in: 1,
  pt: 1 / 72,
  px: 1 / 96,
  pc: 1 / 6,
  cm: 1 / 2.54,
  mm: 1 / 25.4,
};

/** Converts a length to inches. A number is in inches; a text may have a unit, as in `21cm`. */
export function inches(length: number | string): number {
  const [, amount = '0', unit = 'in'] = /^([\d.]+)([a-z]*)$/.exec(String(length)) ?? [];
  return Number(amount) * (inchesPer[unit || 'in'] ?? 1);
}

/** Parses a duration such as `2s` or `500ms`. @returns ms */
export function milliseconds(duration: string): number {
  const amount = Number.parseFloat(duration);
  return duration.endsWith('ms') ? amount : amount * 1000;
}
