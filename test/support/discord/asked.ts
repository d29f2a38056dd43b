import { type Fields, isFields } from '../slack/fields';
import { invalid } from './refusal';

export interface Upload {
  readonly name: string;
  readonly contentType: string;
  readonly content: string;
  readonly size: number;
}

/** What a route gets to see of a request. */
export class Asked {
  constructor(
    readonly params: Readonly<Record<string, string>>,
    readonly query: URLSearchParams,
    readonly json: unknown,
    readonly files: readonly Upload[],
  ) {}

  get body(): Fields {
    return isFields(this.json) ? this.json : {};
  }

  param(name: string): string {
    const value = this.params[name];
    if (value === undefined) throw new Error(`This route has no :${name}`);
    return value;
  }

  /** A number in the query, within bounds; out of bounds is an invalid form body. */
  limit(otherwise: number, least: number, most: number): number {
    const given = this.query.get('limit');
    if (given === null) return otherwise;
    const limit = Number(given);
    if (!Number.isInteger(limit) || limit < least || limit > most) {
      throw invalid('limit', 'NUMBER_TYPE_MAX', `int value should be between ${least} and ${most}.`);
    }
    return limit;
  }
}
