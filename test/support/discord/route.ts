import type { Asked } from './asked';
import type { Discord } from './discord';

/** Answers with a body, or with 204 when there is nothing to say. */
export type Route = (discord: Discord, asked: Asked) => unknown;

/** A body with a status other than 200. */
export class Answered {
  constructor(
    readonly status: number,
    readonly body: unknown,
  ) {}
}
