/** Work done in rounds, one at a time: asked for while a round is under way, it looks once more afterwards. */
export class Rounds {
  private working: Promise<void> | undefined;
  private again = false;

  /** `round` says whether there may be more to do at once. It must not reject. */
  constructor(private readonly round: () => Promise<boolean>) {}

  /** Resolves when a whole round that began after this call has found nothing more. */
  run(): Promise<void> {
    this.again = true;
    this.working ??= this.loop().finally(() => {
      this.working = undefined;
    });
    return this.working;
  }

  private async loop(): Promise<void> {
    while (this.again) {
      this.again = false;
      if (await this.round()) this.again = true;
    }
  }
}
