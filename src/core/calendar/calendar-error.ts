/** Where in the input: `['week', 'mon', 0]` is Monday's first window. */
export type Path = readonly (string | number)[];

/** A calendar that cannot be used as written. The message is for whoever wrote it and says what to write instead. */
export class CalendarError extends Error {
  override readonly name = 'CalendarError';

  constructor(
    readonly path: Path,
    message: string,
  ) {
    super(message);
  }
}
