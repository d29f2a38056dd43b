import type { Fields } from './fields';

const reference = /<(@|#|!subteam\^|!)?([^<>|]+)(?:\|([^<>]*))?>/g;

/** The control characters Slack escapes in text it hands out, back as people see them. */
export const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

const elementFor = (kind: string | undefined, id: string, label: string | undefined): Fields => {
  if (kind === '@') return { type: 'user', user_id: id };
  if (kind === '#') return { type: 'channel', channel_id: id };
  if (kind === '!subteam^') return { type: 'usergroup', usergroup_id: id };
  if (kind === '!') return { type: 'broadcast', range: id };
  return { type: 'link', url: id, ...(label ? { text: label } : {}) };
};

/** The rich_text block that accompanies everything a person types. */
export const richText = (text: string, blockId: string): Fields => {
  const elements: Fields[] = [];
  let done = 0;
  for (const match of text.matchAll(reference)) {
    if (match.index > done) elements.push({ type: 'text', text: unescaped(text.slice(done, match.index)) });
    elements.push(elementFor(match[1], match[2] ?? '', match[3]));
    done = match.index + match[0].length;
  }
  if (done < text.length) elements.push({ type: 'text', text: unescaped(text.slice(done)) });
  return { type: 'rich_text', block_id: blockId, elements: [{ type: 'rich_text_section', elements }] };
};

export const mentions = (text: string, user: string): boolean =>
  [...text.matchAll(reference)].some((match) => match[1] === '@' && match[2] === user);
