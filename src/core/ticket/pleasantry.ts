/**
 * Words that ask for nothing: greetings, thanks, "solved". Rule based: a message is a pleasantry only if nothing
 * else is left in it, so "thanks, but it still fails" is not.
 */
const PHRASES = `
thank you very much indeed, thank you so much, thank you very much, thank you, thanks a lot, thanks a million,
thanks so much, many thanks, thanks again, thanks, thankyou, thx, ty, tysm, cheers, much appreciated,
appreciated, appreciate it, i appreciate it, we appreciate it, hello, hi, hey, hiya, howdy, good morning, good
afternoon, good evening, good night, morning, bye, goodbye, see you, have a nice day, have a good day, have a
great day, have a great weekend, have a nice weekend, you are welcome, youre welcome, no problem, no worries,
np, ok, okay, k, got it, understood, i see, sounds good, sure, yes, yep, perfect, great, awesome, nice, cool,
excellent, wonderful, brilliant, lovely, fantastic, amazing, super, all good, solved, fixed, resolved, problem
solved, issue solved, issue resolved, it is solved, its solved, that is solved, that solved it, that fixed it,
this solved it, it works, it works now, works, works now, that works, that worked, it worked, this worked, works
for me, works like a charm, it is working, it is working now, its working, its working now, all works, that did
it, that helped, that helps, very helpful, welcome, well done, good job, great job, great work, nice work, lgtm,
done`
  .split(/,\s+/)
  .map((phrase) => phrase.trim().replace(/\s+/g, ' '));
/** Words that may stand around them without asking anything. */
const FILLERS = new Set(
  `
all everyone everybody team folks guys there again so much very and for your the help support quick fast
response reply answer now to you both a lot us oh ah wow really indeed too me in advance of that this it fix`.split(
    /\s+/,
  ),
);
const LONGEST = 120;
const byLength = [...PHRASES].sort((a, b) => b.length - a.length);

export function isPleasantry(text: string): boolean {
  if (text.length > LONGEST || /[?¿？]/.test(text)) return false;
  const words = text
    .toLowerCase()
    .replace(/[’']/g, '')
    .replace(/:[a-z0-9_+-]+:/g, ' ')
    .replace(/@[\p{L}\p{N}_.-]+/gu, ' ')
    .replace(/[\p{P}\p{S}\p{Cf}\p{M}]/gu, ' ')
    .split(/\s+/)
    .filter((word) => word !== '');
  // Only emoji or punctuation: a nod.
  if (words.length === 0) return text.trim() !== '';
  let rest = ` ${words.join(' ')} `;
  const before = rest;
  for (const phrase of byLength) rest = rest.replaceAll(` ${phrase} `, '  ');
  if (rest === before) return false;
  return rest.split(/\s+/).every((word) => word === '' || FILLERS.has(word));
}
