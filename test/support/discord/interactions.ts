import type { Fields } from '../slack/fields';
import type { Discord } from './discord';
import type { Interaction } from './interaction';
import { refusal } from './refusal';

const answerWithinMillis = 3000;
const tokenLifeMillis = 15 * 60_000;

/** Everything people did that asks the app for an answer. */
export class Interactions {
  readonly all: Interaction[] = [];
  readonly #discord: Discord;

  constructor(discord: Discord) {
    this.#discord = discord;
  }

  /** Hands it to the app and resolves when the app has answered, or will not any more. */
  async perform(interaction: Interaction, payload: Fields): Promise<Interaction> {
    this.all.push(interaction);
    const dispatch = this.#discord.emitTo('INTERACTION_CREATE', payload, { inGuild: true, intent: 0 });
    if (!dispatch || dispatch.outcome === 'lost') {
      interaction.giveUp();
      return interaction;
    }
    if (dispatch.outcome === 'held') {
      await new Promise<void>((sent) => {
        dispatch.onSent = sent;
      });
    }
    await this.#discord.quiet.during(() => interaction.settled(this.#discord.answerMillis));
    return interaction;
  }

  /** For the first answer: within three seconds, once. */
  unanswered(id: string, token: string): Interaction {
    const interaction = this.all.find((one) => one.id === id && one.token === token);
    if (!interaction) throw refusal('unknownInteraction');
    if (interaction.answer !== 'none') throw refusal('alreadyAcknowledged');
    if (this.#discord.now() - interaction.facts.at > answerWithinMillis) interaction.giveUp();
    if (interaction.expired) throw refusal('unknownInteraction');
    return interaction;
  }

  /** For everything after the first answer: within fifteen minutes. */
  underToken(token: string): Interaction {
    const interaction = this.all.find((one) => one.token === token);
    if (!interaction || interaction.answer === 'none') throw refusal('unknownWebhook');
    if (this.#discord.now() - interaction.facts.at > tokenLifeMillis) throw refusal('invalidWebhookToken');
    return interaction;
  }

  close(): void {
    for (const interaction of this.all) if (interaction.answer === 'none') interaction.giveUp();
  }
}
