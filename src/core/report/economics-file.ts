import { z } from 'zod';
import { type Currency, currencyOf, isCurrency, zero } from '../billing/money';
import { list, noted, words } from '../desk/fields';
import type { Flaw } from '../desk/flaw';
import { isNothing, namesIn, type Spot, under } from '../desk/spot';
import { flawsOf } from '../desk/wording';
import type { EconomicModel } from './economics';
import { amountField, countField } from './economics-figure';

type ReadEconomics = { readonly model: EconomicModel } | { readonly flaws: readonly Flaw[] };

const COSTS_EXAMPLE = '{ salaries: [{ count: 5, annual: 100000 }], tools: 10000, operation: 5000 }';
const REVENUE_EXAMPLE = '{ subscription: 1000000, consulting: 200000 }';

const NO_BLOCK =
  'figures start with keys; write currency: EUR and below it costs: and revenue:, each on a line of its own.';
const NEITHER = `there are neither costs nor revenue; write costs: ${COSTS_EXAMPLE} or revenue: ${REVENUE_EXAMPLE}.`;

const currencyField = () =>
  noted(
    z.string().refine((text) => currencyIn(text) !== undefined),
    {
      is: 'a currency',
      example: 'EUR',
      slip: (value) =>
        typeof value === 'string'
          ? `"${value.slice(0, 40)}" is not a currency; write its ISO code, such as EUR.`
          : undefined,
    },
  );

/** Any name, but none that looks like another one, or two would become one and an amount be lost. */
const streamName = () => noted(z.string().regex(/^\S(.{0,78}\S)?$/u), { is: 'a stream', example: 'subscription' });

/** Decimals depend on the currency. */
const economicsFile = (currency: Currency) =>
  noted(
    z
      .strictObject({
        currency: currencyField(),
        costs: noted(
          z.strictObject({
            salaries: list(
              noted(
                z.strictObject({
                  role: words('a role', 'engineer').optional(),
                  count: countField(),
                  annual: amountField(currency),
                }),
                { is: 'a block with count and annual', example: '{ count: 5, annual: 100000 }' },
              ),
              'salaries',
              '[{ count: 5, annual: 100000 }]',
            ).optional(),
            tools: amountField(currency).optional(),
            operation: amountField(currency).optional(),
          }),
          { is: 'a block of costs', example: COSTS_EXAMPLE },
        ).optional(),
        revenue: noted(z.record(streamName(), amountField(currency)), {
          is: 'a block of revenue by stream',
          example: REVENUE_EXAMPLE,
        }).optional(),
      })
      .readonly(),
    { is: 'a block of keys', example: `{ currency: EUR, costs: ${COSTS_EXAMPLE}, revenue: ${REVENUE_EXAMPLE} }` },
  );

/** Where the file's own currency is no currency, its amounts are still looked at, as if they had two decimals. */
const UNKNOWN = currencyOf('EUR');

/** The founding model out of a file's content, as JSON would hold it, or all that is wrong with it. */
export function readEconomicsFile(input: unknown): ReadEconomics {
  const file: Spot = { path: [], value: input };
  const currency = currencyIn(under(file, 'currency').value) ?? UNKNOWN;
  if (!isBlock(input)) return { flaws: [{ path: [], message: NO_BLOCK }] };
  const schema = economicsFile(currency);
  const read = schema.safeParse(input);
  const wrong = read.success ? [] : flawsOf(schema, read.error.issues, input);
  // A block under a misspelt key is not missing.
  const isMisspelt = wrong.some(({ path, onKey }) => onKey === true && path.length === 1);
  const flaws = [...wrong, ...(isMisspelt ? [] : checkEmpty(file)), ...checkNames(file)];
  if (!read.success || flaws.length > 0) return { flaws };
  const { costs = {}, revenue = {} } = read.data;
  return {
    model: {
      currency,
      costs: {
        people: (costs.salaries ?? []).map(({ role, ...post }) => (role === undefined ? post : { role, ...post })),
        tools: costs.tools ?? zero(currency),
        operation: costs.operation ?? zero(currency),
      },
      revenue: Object.entries(revenue).map(([stream, amount]) => ({ stream, amount })),
    },
  };
}

function currencyIn(value: unknown): Currency | undefined {
  const code = typeof value === 'string' ? value.trim().toUpperCase() : '';
  return isCurrency(code) ? code : undefined;
}

const isBlock = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Parts may be missing; all of them is a file of something else. */
function checkEmpty(file: Spot): readonly Flaw[] {
  if (!isNothing(under(file, 'costs')) || !isNothing(under(file, 'revenue'))) return [];
  return [{ path: [], message: NEITHER }];
}

/** zod leaves this one key out without a word, and its amount would be missing from the sum. */
function checkNames(file: Spot): readonly Flaw[] {
  const name = '__proto__';
  if (!namesIn(under(file, 'revenue')).includes(name)) return [];
  return [{ path: ['revenue', name], message: `"${name}" cannot be a stream; give it another name.`, onKey: true }];
}
