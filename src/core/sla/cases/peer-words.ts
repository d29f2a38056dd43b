type Overall = 'running' | 'paused' | 'met' | 'missed';
type Words = Readonly<Record<Overall | 'unanswered', string>>;

/** What the desk you come from calls it, so that a replay can be laid beside its screen. */
const WORDS: ReadonlyMap<string, Words> = new Map([
  [
    'Frappe Helpdesk',
    {
      unanswered: 'First Response Due',
      running: 'Resolution Due',
      paused: 'Paused',
      met: 'Fulfilled',
      missed: 'Failed',
    },
  ],
]);

/** Undefined for a peer whose words we do not know. */
export function peerWord(
  peer: string | undefined,
  overall: Overall | undefined,
  firstResponse: 'pending' | 'met' | 'missed' | undefined,
): string | undefined {
  if (peer === undefined || overall === undefined) return undefined;
  return WORDS.get(peer)?.[overall === 'running' && firstResponse === 'pending' ? 'unanswered' : overall];
}
