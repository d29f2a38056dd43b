import { z } from 'zod';
import { isRate } from '../billing/rates';
import { list, noted, wholeNumber, words } from './fields';
import { amount } from './plan-schema';

const part = (about: string) => amount('10000').describe(`${about} in a year. 0 unless written.`).optional();

const salary = () =>
  noted(
    z
      .strictObject({
        role: words('a role', 'engineer').describe('Whose it is, for people to read.').optional(),
        count: noted(z.number().min(0).max(1_000_000), { is: 'a number of people', example: '5' }).describe(
          'How many people; `0.5` for somebody who is there half of the time.',
        ),
        annual: amount('100000').describe('What one of them costs in a year.'),
      })
      .readonly(),
    { is: 'a block with count and annual', example: '{ count: 5, annual: 100000 }' },
  );

const costs = () =>
  noted(
    z
      .strictObject({
        salaries: list(salary(), 'salaries', '[{ count: 5, annual: 100000 }]')
          .default([])
          .describe('The people of the desk. None unless written.'),
        tools: part('What tools cost'),
        operation: part('What all else costs'),
      })
      .readonly(),
    { is: 'a block of costs', example: '{ salaries: [{ count: 5, annual: 100000 }], tools: 10000 }' },
  );

const budget = () =>
  noted(
    z
      .strictObject({
        people: part('What the people should cost'),
        tools: part('What tools should cost'),
        operation: part('What all else should cost'),
        revenue: noted(
          z.record(noted(z.string().min(1).max(40), { is: 'a stream', example: 'subscription' }), amount('1000000')),
          { is: 'a block of streams', example: '{ subscription: 1000000 }' },
        )
          .default({})
          .describe(
            'What should come in by stream, such as `subscription`, `packs` or `consulting`. Nothing unless written.',
          ),
      })
      .readonly(),
    { is: 'a budget', example: '{ people: 500000, revenue: { subscription: 1000000 } }' },
  );

const PERCENT = noted(z.number().min(-1_000).max(100), { is: 'a percentage', example: '20' });

export const economicsField = () =>
  noted(
    z
      .strictObject({
        costs: costs().prefault({}).describe('What the desk costs in a year, in the currency of `contracts`.'),
        productive_hours: wholeNumber('of hours', '1600', 1, 8_784)
          .default(1_600)
          .describe('How many hours a year one person has for customers. 1600 unless written.'),
        threshold: PERCENT.default(20).describe(
          'Accounts with a margin below so many percent are named in the report. 20 unless written.',
        ),
        budgets: noted(z.record(noted(z.string().regex(/^\d{4}$/), { is: 'a year', example: '"2026"' }), budget()), {
          is: 'a block of years',
          example: '{ "2026": { people: 500000 } }',
        })
          .default({})
          .describe(
            'What a year should cost and bring in; the report sets it against what became of it. None unless written.',
          ),
      })
      .readonly(),
    { is: 'a block about economics', example: '{ costs: {...} }' },
  );

const rate = () =>
  noted(z.union([z.string(), z.number()]).transform(String).refine(isRate), {
    is: 'a rate above 0',
    example: '"0.92"',
  });
/** What one unit of a currency is worth, by the date from which that counts. */
export const ratesField = () =>
  noted(
    z.record(
      noted(z.iso.date(), { is: 'a date', example: '"2026-01-01"' }),
      noted(z.record(noted(z.string(), { is: 'a currency', example: 'USD' }), rate()), {
        is: 'a block of currencies with rates',
        example: '{ USD: "0.92" }',
      }),
    ),
    { is: 'a block of dates with rates', example: '{ "2026-01-01": { USD: "0.92" } }' },
  );
export type EconomicsInFile = z.output<ReturnType<typeof economicsField>>;
