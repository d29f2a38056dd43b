import { type Fields, isFields, parseJson } from './fields';

/** An answer of the form {ok:false, error}; thrown by methods, sent with status 200 as Slack does. */
export class ApiError extends Error {
  readonly code: string;
  readonly details: Fields;

  constructor(code: string, details: Fields = {}) {
    super(code);
    this.code = code;
    this.details = details;
  }
}

export const invalidArguments = (...messages: readonly string[]): ApiError =>
  new ApiError('invalid_arguments', { response_metadata: { messages: messages.map((text) => `[ERROR] ${text}`) } });

// A form carries objects as JSON text; these are the arguments Slack documents as such.
const structured = new Set(['blocks', 'attachments', 'metadata', 'view', 'unfurls']);

const parseForm = (body: string): Fields => {
  const entries = [...new URLSearchParams(body)].map(([key, value]): [string, unknown] => [
    key,
    structured.has(key) ? (parseJson(value) ?? value) : value,
  ]);
  return Object.fromEntries(entries);
};

export const parseArguments = (query: string, contentType: string, body: string): Fields => {
  const parsed = contentType.startsWith('application/json') ? parseJson(body) : parseForm(body);
  return { ...parseForm(query), ...(isFields(parsed) ? parsed : {}) };
};

/** The arguments of one call. Numbers and booleans arrive as text in forms and as themselves in JSON. */
export class Arguments {
  readonly all: Fields;

  constructor(all: Fields) {
    this.all = all;
  }

  optional(name: string): string | undefined {
    const value = this.all[name];
    if (value === undefined || value === null || value === '') return undefined;
    return typeof value === 'object' ? JSON.stringify(value) : String(value);
  }

  required(name: string): string {
    const value = this.optional(name);
    if (value === undefined) throw invalidArguments(`missing required field: ${name}`);
    return value;
  }

  flag(name: string): boolean {
    return ['true', '1'].includes(this.optional(name) ?? '');
  }

  /** A page size between 1 and `max`. */
  limit(standard: number, max: number): number {
    const value = Number(this.optional('limit') ?? standard);
    if (!Number.isInteger(value) || value < 1 || value > max) throw new ApiError('invalid_limit');
    return value;
  }

  object(name: string): Fields | undefined {
    const value = this.all[name];
    return isFields(value) ? value : undefined;
  }
}
