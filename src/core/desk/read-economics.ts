import { type Currency, parseMoney, zero } from '../billing/money';
import type { DeskEconomics } from './desk';
import type { EconomicsInFile } from './economics-schema';

/** The figures of the policy file, all in the currency of contracts. */
export function economicsOf(file: EconomicsInFile, currency: Currency): DeskEconomics {
  const money = (text: string | undefined) => (text === undefined ? zero(currency) : parseMoney(text, currency));
  const { costs, budgets } = file;
  return {
    annual: {
      people: costs.salaries.map(({ role, count, annual }) => ({
        ...(role === undefined ? {} : { role }),
        count,
        annual: money(annual),
      })),
      tools: money(costs.tools),
      operation: money(costs.operation),
    },
    productiveHours: file.productive_hours,
    threshold: String(file.threshold),
    budgets: Object.entries(budgets).map(([year, { people, tools, operation, revenue }]) => ({
      year: Number(year),
      costs: { people: money(people), tools: money(tools), operation: money(operation) },
      revenue: Object.entries(revenue).map(([stream, amount]) => ({ stream, amount: money(amount) })),
    })),
  };
}
