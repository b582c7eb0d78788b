import type { Statement } from './statement.ts';

const header = [
  'organisation',
  'month',
  'state',
  'metric',
  'from',
  'quantity',
  'amount',
  'per',
  'total',
  'currency',
];

/**
 * A statement as CSV (RFC 4180): one row for the free units and for each price step of a metric. Amounts are integers in the
 * smallest unit of the currency. No field needs quotes: ids, months, codes and integers.
 */
export function statementCsv({ organisationId, month, state, currency = '', lines }: Statement): string {
  const rows = lines.flatMap(({ metric, free, steps }) => {
    const priced = [{ quantity: free, amount: 0, per: 1, total: 0 }, ...steps].filter(
      ({ quantity }) => quantity > 0,
    );
    let from = 1;
    return priced.map(({ quantity, amount, per, total }) => {
      const row = [organisationId, month, state, metric, from, quantity, amount, per, total, currency];
      from += quantity;
      return row;
    });
  });
  return [header, ...rows].map((row) => `${row.join(',')}\r\n`).join('');
}
