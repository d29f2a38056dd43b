import { z } from 'zod';
import { MODES, PERIODS } from '../subscription/plan';
import { choice, list, nameKey, noted, severity, wholeMinutes, wholeNumber, words } from './fields';

/** A decimal in major units. It stays text, so that nothing of it is lost; its currency is looked at by checkPlans. */
export const amount = (example: string) =>
  noted(
    z.union([z.string(), z.number()]).transform((written) => String(written).trim()),
    { is: 'an amount', example },
  );

const price = () =>
  noted(
    z
      .strictObject({
        amount: amount('12000').describe('How much, in whole units of the currency: `1200` or `"1200.50"`.'),
        per: choice('a period', 'year', PERIODS).describe('For how long: `month`, `quarter` or `year`.'),
      })
      .readonly(),
    { is: 'a price', example: '{ amount: 12000, per: year }' },
  );

const incidents = () =>
  noted(
    z
      .strictObject({
        a_year: wholeNumber('of incidents', '12', 0, 100_000).describe(
          'How many covered tickets are included in each year of the subscription.',
        ),
        price: amount('500')
          .describe('The price of each further one. Left out: further ones are not covered.')
          .optional(),
      })
      .readonly(),
    { is: 'a block of incidents', example: '{ a_year: 12, price: 500 }' },
  );

const products = () =>
  noted(
    z.record(
      nameKey('a product name', 'server'),
      list(
        noted(z.string().trim().min(1).max(40), { is: 'a version', example: '"5.2"' }),
        'versions',
        '["5.2", "6.*"]',
      ),
    ),
    { is: 'a block of products', example: '{ server: ["5.2", "6.*"] }' },
  );

export const planField = () =>
  noted(
    z
      .strictObject({
        policy: nameKey('a policy name', 'premium').describe('The promise it is sold with: a name from `policies`.'),
        mode: choice('a mode', 'subscription', MODES)
          .default('subscription')
          .describe(
            'How it is sold: `subscription`, `community` (no promise), `on_demand` (paid per incident or by prepaid hours), `consulting`, `training`, `development`, `maintenance` or `platform`. `subscription` unless written.',
          ),
        currency: noted(z.string(), { is: 'a currency', example: 'EUR' })
          .describe('The currency of its amounts, as an ISO code. That of `contracts` unless written.')
          .optional(),
        price: price().describe('The list price. A subscription keeps the price it was agreed at.').optional(),
        severities: list(severity(), 'severities', '[S1, S2, S3]')
          .describe('The severities it covers. All unless written.')
          .optional(),
        contacts: wholeNumber('of people', '5', 1, 100_000)
          .describe('How many named contacts an account may have; only they are covered. Everybody unless written.')
          .optional(),
        channels: wholeNumber('of channels', '2', 1, 1_000)
          .describe('In how many channels an account may ask. Any number unless written.')
          .optional(),
        products: products()
          .describe(
            'The products it covers, each with its versions: one (`"5.2"`), all that begin alike (`"5.*"`) or all (`"*"`). Everything unless written.',
          )
          .optional(),
        features: list(words('a feature', 'phone'), 'features', '[phone]')
          .default([])
          .describe('Other rights, for people to read. None unless written.'),
        hours: wholeMinutes('10h')
          .describe(
            'Hours of work included in each calendar month; what is left at its end is gone. None unless written.',
          )
          .optional(),
        rounding: wholeMinutes('15m')
          .default(60_000 as never)
          .describe('Logged time is rounded up to a multiple of this. `1m` unless written.'),
        incidents: incidents().describe('How many tickets are included in a year. No limit unless written.').optional(),
        overage: amount('150')
          .describe(
            'The price of an hour beyond the included ones and all packs. Left out: no work is covered beyond them.',
          )
          .optional(),
      })
      .readonly(),
    { is: 'a plan', example: '{ policy: premium, price: { amount: 12000, per: year } }' },
  );

const days = (example: string) => list(wholeNumber('of days', '30', 0, 730), 'numbers of days', example);

export const contractsField = () =>
  noted(
    z
      .strictObject({
        currency: noted(z.string(), { is: 'a currency', example: 'EUR' })
          .describe('The currency of plans that name none, and of reports, as an ISO code.')
          .optional(),
        uncovered: choice('a setting', 'sentence', ['sentence', 'nothing'])
          .default('sentence')
          .describe(
            'What a customer reads whose request the contract does not cover: one courteous `sentence` in the thread, or `nothing`. Channels on `silent` stay silent. `sentence` unless written.',
          ),
        remind: days('[90, 30, 7]')
          .default([90, 30, 7])
          .describe('How many days before a subscription ends its owner is reminded. 90, 30 and 7 unless written.'),
        remind_packs: days('[30, 7]')
          .default([30, 7])
          .describe('The same for packs of hours that expire. 30 and 7 unless written.'),
      })
      .readonly(),
    { is: 'a block about contracts', example: '{ currency: EUR }' },
  );
export type PlanInFile = z.output<ReturnType<typeof planField>>;
