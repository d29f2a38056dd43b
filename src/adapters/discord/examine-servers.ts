import { Routes } from 'discord.js';
import { type Examination, type Guild, guildSchema, memberSchema } from './examine-client';
import type { Membership } from './examine-permissions';

/** Thrown when Discord answers no more: the rest of an examination would only say so again and again. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

/** The servers the bot is in, each looked up once. */
export class Servers {
  private readonly kept = new Map<string, Promise<Guild | undefined>>();
  private readonly own = new Map<string, Promise<Membership>>();

  constructor(
    private readonly examination: Examination,
    private readonly botId: string,
    /** As many as one answer of Discord holds. */
    readonly ids: readonly string[],
  ) {}

  /** Undefined for one the bot is not in. */
  guild(id: string): Promise<Guild | undefined> {
    return remembered(this.kept, id, async () => {
      const answer = await this.examination.ask(Routes.guild(id), guildSchema);
      if (answer.is === 'refused' || answer.is === 'unanswered') throw new NoAnswer(answer.why);
      return answer.is === 'there' ? answer.value : undefined;
    });
  }

  /** The bot itself, as a member there. */
  bot(guildId: string): Promise<Membership> {
    return remembered(
      this.own,
      guildId,
      async () => (await this.member(guildId, this.botId)) ?? { id: this.botId, roles: [] },
    );
  }

  /** Those something has led to so far. */
  lookedUp(): readonly string[] {
    return [...this.kept.keys()].filter((id) => this.ids.includes(id));
  }

  private async member(guildId: string, id: string): Promise<Membership | undefined> {
    const answer = await this.examination.ask(Routes.guildMember(guildId, id), memberSchema);
    if (answer.is === 'refused' || answer.is === 'unanswered') throw new NoAnswer(answer.why);
    return answer.is === 'there' ? { id, roles: answer.value.roles } : undefined;
  }

  /** The server with this role: those looked up already come first, since what belongs together is there mostly. */
  async withRole(role: string): Promise<Guild | undefined> {
    for (const id of this.likeliest()) {
      const guild = await this.guild(id);
      if (guild?.roles.some((one) => one.id === role)) return guild;
    }
    return undefined;
  }

  async hasMember(id: string): Promise<boolean> {
    for (const guildId of this.likeliest()) if ((await this.member(guildId, id)) !== undefined) return true;
    return false;
  }

  private likeliest(): readonly string[] {
    return [...new Set([...this.lookedUp(), ...this.ids])];
  }
}

function remembered<T>(kept: Map<string, Promise<T>>, key: string, ask: () => Promise<T>): Promise<T> {
  const value = kept.get(key) ?? ask();
  kept.set(key, value);
  return value;
}
