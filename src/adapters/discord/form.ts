import {
  type APIComponentInLabel,
  type APIModalInteractionResponseCallbackData,
  ComponentType,
  TextInputStyle,
} from 'discord.js';
import { z } from 'zod';
import type { Form } from '../../core/chat';
import type { Field } from '../../core/field';
import { shorten } from '../../core/message';
import { customId, MOST_ID } from './buttons';

const MOST_TITLE = 45;
const MOST_LABEL = 45;
const MOST_FIELDS = 5;
const MOST_CHOICES = 25;
const MOST_TEXT = 4_000;

/** A form as a Discord modal. What is known already travels along in its id; what does not fit there is shown, filled in. */
export function modal(form: Form): APIModalInteractionResponseCallbackData {
  const { carried, shown } = split(form);
  const known = shown.map(([name, value]) => ({ field: { ...EXTRA, name, label: capital(name) }, value }));
  const asked = form.fields.map((field) => ({ field, value: form.input[field.name] }));
  return {
    custom_id: customId({ command: form.command, input: carried }, 0),
    title: shorten(form.title, MOST_TITLE),
    // Required ones come first, so what falls off can be left out.
    components: [...asked, ...known].slice(0, MOST_FIELDS).map(({ field, value }) => ({
      type: ComponentType.Label,
      label: shorten(field.label, MOST_LABEL),
      component: control(field, value),
    })),
  };
}

const EXTRA = { kind: 'paragraph', required: false } as const;
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function split({ command, input, fields }: Form) {
  const carried: Record<string, string> = {};
  const shown: (readonly [string, string])[] = [];
  for (const [name, value] of Object.entries(input)) {
    if (fields.some((field) => field.name === name)) continue;
    const fits = customId({ command, input: { ...carried, [name]: value } }, 0).length <= MOST_ID;
    if (fits) carried[name] = value;
    else shown.push([name, value]);
  }
  return { carried, shown };
}

function control(field: Field, value: string | undefined): APIComponentInLabel {
  const { name: custom_id, required, kind } = field;
  switch (kind) {
    case 'choice':
      return {
        type: ComponentType.StringSelect,
        custom_id,
        required,
        min_values: required ? 1 : 0,
        options: (field.choices ?? []).slice(0, MOST_CHOICES).map((choice) => ({
          label: choice,
          value: choice,
          ...(choice === value ? { default: true } : {}),
        })),
      };
    case 'member':
      return { type: ComponentType.UserSelect, custom_id, required, min_values: required ? 1 : 0 };
    default:
      return {
        type: ComponentType.TextInput,
        custom_id,
        required,
        style: kind === 'paragraph' ? TextInputStyle.Paragraph : TextInputStyle.Short,
        max_length: Math.min(MOST_TEXT, field.maxLength ?? MOST_TEXT),
        ...(value === undefined ? {} : { value: value.slice(0, MOST_TEXT) }),
      };
  }
}

const given = z.looseObject({
  custom_id: z.string(),
  value: z.string().nullish(),
  values: z.array(z.string()).nullish(),
});
const labelled = z.looseObject({ component: given });

/** What somebody entered, by the name of the field. What they left empty is not there. */
export function entered(components: readonly unknown[]): Record<string, string> {
  const found = components.flatMap((one) => labelled.safeParse(one).data?.component ?? []);
  const entries = found.map(({ custom_id, value, values }) => [custom_id, value ?? values?.[0] ?? ''] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== ''));
}
