/**
 * Words that ask for nothing. A courtesy (greetings, thanks) says nothing at all; a confirmation ("yes", "it works")
 * answers a question of ours. Rule based: a message is one only if nothing else is left in it, so
 * "thanks, but it still fails" is neither.
 */
export type Pleasantry = 'courtesy' | 'confirmation';

const list = (text: string): readonly string[] =>
  text
    .split(',')
    .map((phrase) => phrase.trim().replace(/\s+/g, ' '))
    .sort((a, b) => b.length - a.length);

const phrases = (text: string): readonly RegExp[] =>
  list(text).map((phrase) => new RegExp(`(?<= )${phrase}(?= )`, 'g'));

const COURTESIES = phrases(`
  thank you so much, thank you very much, thank you, thanks a lot, thanks a million, thanks so much, many thanks,
  thanks again, thanks, thankyou, thx, ty, tysm, cheers, much appreciated, appreciated, appreciate it, i appreciate it,
  we appreciate it, hello, hi, hey, hiya, howdy, good morning, good afternoon, good evening, good night, morning, bye,
  goodbye, see you, have a nice day, have a good day, have a great day, have a great weekend, have a nice weekend,
  you are welcome, youre welcome, welcome, no problem, no worries, np, well done, good job, great job, great work,
  nice work, very helpful, perfect, great, awesome, nice, cool, excellent, wonderful, brilliant, lovely, fantastic,
  amazing, super, sounds good`);
const CONFIRMATIONS = phrases(`
  yes, yep, sure, ok, okay, k, got it, understood, i see, done, lgtm, all good, solved, fixed, resolved, problem solved,
  issue solved, issue resolved, it is solved, its solved, that is solved, that solved it, that fixed it, this solved it,
  it works, it works now, works, works now, that works, that worked, it worked, this worked, works for me,
  works like a charm, it is working, it is working now, its working, its working now, all works, that did it,
  that helped, that helps`);
/** May stand around them and ask nothing by themselves. */
const FILLERS = new Set(
  list(
    'all, everyone, everybody, team, folks, guys, there, again, so, much, very, and, now, you, both, oh, ah, wow, really, indeed, too',
  ),
);
/** What somebody is thanked for: these words ask for something anywhere else. */
const THANKED_FOR =
  / (thanks|thank you|thankyou|thx|cheers|appreciated)( \S+){0,2} (for|in advance)( (all|the|your|you|us|me|of|that|this|it|and|so|very|quick|fast|great|super|help|helping|support|response|reply|answer|fix|fixing))* /;
const LONGEST = 120;

export function pleasantryIn(text: string): Pleasantry | undefined {
  if (text.length > LONGEST || /[?¿？]/.test(text)) return undefined;
  const words = text
    .toLowerCase()
    .replace(/[’']/g, '')
    .replace(/:[a-z0-9_+-]+:/g, ' ')
    .replace(/@[\p{L}\p{N}_.-]+/gu, ' ')
    .replace(/[\p{P}\p{S}\p{Cf}\p{M}]/gu, ' ')
    .split(/\s+/)
    .filter((word) => word !== '');
  // Only emoji or punctuation: a nod.
  if (words.length === 0) return text.trim() === '' ? undefined : 'courtesy';
  const said = ` ${words.join(' ')} `.replace(THANKED_FOR, ' thanks ');
  const confirmed = without(said, CONFIRMATIONS);
  const left = without(confirmed, COURTESIES);
  if (left === said || !left.split(/\s+/).every((word) => word === '' || FILLERS.has(word))) return undefined;
  return confirmed === said ? 'courtesy' : 'confirmation';
}

/** The looking around leaves the blanks for the next phrase. */
const without = (said: string, phrases: readonly RegExp[]): string =>
  phrases.reduce((rest, phrase) => rest.replace(phrase, ''), said);
