import { state } from './state.mjs';

const MAX_OPTIONS = 40;

/** What could be meant by the words before the caret: commands after a slash, people after an @. */
export function suggest(text, caret) {
  const before = text.slice(0, caret);
  return commands(before) ?? people(before) ?? { options: [] };
}

function commands(before) {
  if (!/^\/[^\n]*$/.test(before)) return undefined;
  const typed = before.slice(1).toLowerCase();
  const given = state.menu.find(({ name }) => typed.startsWith(`${name} `));
  if (given !== undefined) return { options: people(before)?.options ?? [], usage: usageOf(given) };
  const words = typed.trim().split(/\s+/);
  const fits = state.menu.filter(({ name }) => words.every((word) => name.includes(word)));
  const sorted = [
    ...fits.filter(({ name }) => name.startsWith(typed)),
    ...fits.filter(({ name }) => !name.startsWith(typed)),
  ];
  const options = sorted.slice(0, MAX_OPTIONS).map((spec) => ({
    from: 0,
    insert: `/${spec.name} `,
    label: `/${spec.name}`,
    hint: spec.summary,
  }));
  return { options };
}

const usageOf = ({ name, fields, summary }) => ({
  name,
  summary,
  fields: fields.map((field) => (field.required ? field.name : `[${field.name}]`)),
});

function people(before) {
  const [, typed] = /(?:^|\s)@(\w*)$/.exec(before) ?? [];
  if (typed === undefined) return undefined;
  const named = [...state.people.values()].filter(({ name }) => name.toLowerCase().startsWith(typed.toLowerCase()));
  return {
    options: named.map(({ name, about }) => ({
      from: before.length - typed.length - 1,
      insert: `@${name} `,
      label: `@${name}`,
      hint: about,
    })),
  };
}
