import { DiscordAPIError, HTTPError, REST, type RouteLike } from 'discord.js';
import { z } from 'zod';
import { messageOf } from '../../core/errors';
import type { Clock } from '../../core/time';
import { systemClock } from '../clock';
import { type ClockReading, readDateHeader } from '../clock-skew';
import type { DiscordSettings } from './settings';

/** What the parts of an examination read of Discord's answers. */
export const meSchema = z.object({ id: z.string(), username: z.string() });
export const applicationSchema = z.object({ id: z.string(), flags: z.number().default(0) });
export const ownGuildsSchema = z.array(z.object({ id: z.string(), name: z.string() }));
export const guildSchema = z.object({
  id: z.string(),
  name: z.string(),
  owner_id: z.string(),
  roles: z.array(z.object({ id: z.string(), name: z.string(), permissions: z.string() })),
});
export const memberSchema = z.object({ roles: z.array(z.string()) });
export const channelSchema = z.object({
  id: z.string(),
  type: z.number(),
  name: z.string().nullish(),
  guild_id: z.string().optional(),
  parent_id: z.string().nullish(),
  permission_overwrites: z.array(z.object({ id: z.string(), allow: z.string(), deny: z.string() })).default([]),
});
export const listSchema = z.array(z.unknown());
export type Guild = z.output<typeof guildSchema>;
export type Channel = z.output<typeof channelSchema>;

/** What was asked for; that there is none; that we may not see it; that the token is no good; or no answer at all. */
export type Answer<T> =
  | { readonly is: 'there'; readonly value: T }
  | { readonly is: 'missing' | 'hidden' }
  | { readonly is: 'refused' | 'unanswered'; readonly why: string };

export const whyNot = (answer: Answer<unknown>): string => ('why' in answer ? answer.why : 'it is not there');

export interface Examination {
  ask<T>(route: RouteLike, schema: z.ZodType<T>, query?: URLSearchParams): Promise<Answer<T>>;
  /** What Discord's clock showed with the latest answer. */
  clockReading(): ClockReading | undefined;
}

const TIMEOUT = 10_000;
/** A longer pause is not waited out: an administrator is watching. */
const MOST_PATIENCE = 30_000;

export function examinationOf(settings: DiscordSettings, clock: Clock = systemClock): Examination {
  const rest = new REST({
    api: settings.apiUrl,
    retries: 0,
    timeout: TIMEOUT,
    rejectOnRateLimit: ({ retryAfter }) => retryAfter > MOST_PATIENCE,
  }).setToken(settings.token);
  let asked = clock.now();
  let reading: ClockReading | undefined;
  rest.on('response', (_request, { headers }) => {
    reading = readDateHeader(asked, clock.now(), headers.get('date'));
  });
  return {
    clockReading: () => reading,
    async ask(route, schema, query) {
      asked = clock.now();
      try {
        const answer: unknown = await rest.get(route, query === undefined ? {} : { query });
        const parsed = schema.safeParse(answer);
        return parsed.success
          ? { is: 'there', value: parsed.data }
          : { is: 'unanswered', why: 'what answers there is not Discord' };
      } catch (error) {
        return answerOf(error);
      }
    },
  };
}

function answerOf(error: unknown): Answer<never> {
  const status = error instanceof DiscordAPIError || error instanceof HTTPError ? error.status : undefined;
  if (status === 401) return { is: 'refused', why: '401: Unauthorized' };
  if (status === 403) return { is: 'hidden' };
  // Only what Discord itself does not know has a code; a wrong address has none.
  if (error instanceof DiscordAPIError && status === 404 && Number(error.code) > 0) return { is: 'missing' };
  const why = status === undefined ? messageOf(error) : `status ${status}`;
  return { is: 'unanswered', why };
}
