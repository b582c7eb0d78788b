import { z } from 'zod';
import type { TenancyServices } from '../services.ts';
import { monthSchema, statementView } from './statement.ts';
import { statementCsv } from './statementCsv.ts';
import { monthsOf, statementOf } from './statements.ts';

// What the endpoints of an organisation's administrators and of operators have in common.

const tag = 'billing';

const example = {
  organisationId: 'acme',
  month: '2026-11',
  state: 'open',
  tier: 'business',
  jobs: 910,
  currency: 'EUR',
  lines: [
    { metric: 'documents', quantity: 910, free: 910, steps: [], total: 0 },
    {
      metric: 'pages',
      quantity: 1500,
      free: 1000,
      steps: [{ quantity: 500, amount: 1, per: 1, total: 500 }],
      total: 500,
    },
  ],
  total: 500,
} as const;

export const statementList = {
  method: 'GET',
  summary: 'List month statements',
  description: 'The months that have a statement, newest first.',
  tag,
  responses: {
    200: {
      description: 'The months.',
      body: z
        .object({
          statements: z.array(z.object({ month: monthSchema, state: statementView.shape.state })),
        })
        .meta({ id: 'StatementList' }),
      examples: { months: { statements: [{ month: '2026-11', state: 'open' }] } },
    },
  },
} as const;

export const statementRead = {
  method: 'GET',
  summary: 'Get a month statement',
  description:
    'Billed quantities and amounts of a month. A job counts for the month in which it ended, or for the next one if that is closed. Amounts are integers in the smallest unit of the currency.',
  tag,
  responses: {
    200: { description: 'The statement.', body: statementView, examples: { november: example } },
  },
} as const;

export const statementCsvRead = {
  ...statementRead,
  summary: 'Get a month statement as CSV',
  responses: {
    200: { description: 'The statement.', body: { contentType: 'text/csv; charset=utf-8' } },
  },
} as const;

export const readStatements = async (organisation: string, services: TenancyServices) => ({
  status: 200 as const,
  body: { statements: await monthsOf(organisation, services) },
});

export const readStatement = async (organisation: string, month: string, services: TenancyServices) => ({
  status: 200 as const,
  body: await statementOf(organisation, month, services),
});

export const readStatementCsv = async (organisation: string, month: string, services: TenancyServices) => ({
  status: 200 as const,
  body: statementCsv(await statementOf(organisation, month, services)),
  headers: { 'content-disposition': `attachment; filename="${organisation}-${month}.csv"` },
});
