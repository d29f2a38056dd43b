import { SetupError } from '../../core/errors';

export interface DiscordSettings {
  readonly token: string;
  /** Without the version and without a slash at the end: `https://discord.com/api`. */
  readonly apiUrl: string;
}
export const VARIABLES = ['DISCORD_TOKEN', 'DISCORD_API_URL'] as const;
const DISCORD = 'https://discord.com/api';

/** Undefined when Discord is off. @throws SetupError */
export function discordSettings(env: Readonly<Record<string, string | undefined>>): DiscordSettings | undefined {
  const [token, apiUrl] = VARIABLES.map((name) => env[name]?.trim() || undefined);
  if (!token && !apiUrl) return undefined;
  if (token === undefined) {
    throw new SetupError(
      'DISCORD_TOKEN is missing although DISCORD_API_URL is there. Set it to the bot token of your Discord application (docs/discord.md).',
    );
  }
  if (!/^[\x21-\x7e]+$/.test(token)) {
    throw new SetupError(
      'DISCORD_TOKEN holds characters no token has. Copy it again from the Bot page of your application.',
    );
  }
  const address = apiUrl ?? DISCORD;
  if (!URL.canParse(address) || !/^https?:/.test(address)) {
    throw new SetupError(`DISCORD_API_URL is not an address: "${address}". Write it like ${DISCORD}, or leave it out.`);
  }
  // The library adds the version itself.
  return { token, apiUrl: address.replace(/(\/v\d+)?\/*$/, '') };
}
