/** A case that cannot be answered; the message is the reason, for whoever wrote it. */
export class CaseError extends Error {
  override readonly name = 'CaseError';
}
