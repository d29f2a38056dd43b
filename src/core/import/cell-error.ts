/** A row that cannot be imported as it is written. The sentence says what to write instead. */
export class CellError extends Error {
  override readonly name = 'CellError';

  constructor(
    readonly column: string | undefined,
    message: string,
  ) {
    super(message);
  }
}
