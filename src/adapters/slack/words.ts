/** Slack's control sequences in what people wrote: <@U1>, <#C1|name>, <!here>, <https://…|label>, and &amp; &lt; &gt;. */
const SEQUENCE = /<([@#!]?)([^>|]*)(?:\|([^>]*))?>/g;

export const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

/** Everybody mentioned by id without a name beside it. */
export const mentioned = (text: string): readonly string[] => [
  ...new Set([...text.matchAll(/<@([^>|]+)>/g)].map(([, id]) => id ?? '')),
];

/** As people read it. `names` has those of mentioned members. */
export function readable(text: string, names: ReadonlyMap<string, string>): string {
  const plain = text.replace(SEQUENCE, (_all, mark: string, target: string, label: string | undefined) => {
    if (mark === '@') return `@${label ?? names.get(target) ?? target}`;
    // Slack leaves the name out where the app may not know the channel.
    if (mark === '#') return `#${label || target}`;
    if (mark === '!') return label ?? `@${target.split('^')[0] ?? target}`;
    return label === undefined || label === target ? target : `${label} (${target})`;
  });
  return unescaped(plain);
}

/** What follows a mention of the desk at the beginning, members as `<@id>`; in the middle of a sentence it commands nothing. */
export function addressed(text: string, deskId: string): string | undefined {
  const found = new RegExp(`<@${deskId}(\\|[^>]*)?>`).exec(text);
  // Others may be greeted first: "<@U1> <@DESK> claim".
  if (found === null || !/^(\s|<@[^>]+>)*$/.test(text.slice(0, found.index))) return undefined;
  const rest = text.slice(found.index + found[0].length).replace(/^[\s,:]+/, '');
  return commandText(rest);
}

/** A typed command line: mentions of people and channels stay mentions, everything else is as it reads. */
export function commandText(text: string): string {
  const mentions: string[] = [];
  const held = text.replace(
    /<(?:@([^>|]+)(?:\|[^>]*)?|#[^>]+)>/g,
    (all, id: string | undefined) => `\u0000${mentions.push(id === undefined ? all : `<@${id}>`) - 1}\u0000`,
  );
  const plain = readable(held, new Map());
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the marks were put there two lines above
  return plain.replace(/\u0000(\d+)\u0000/g, (_all, at: string) => mentions[Number(at)] ?? '').trim();
}
