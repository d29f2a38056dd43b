import { InteractionResponseType, MessageFlags, type REST, RESTJSONErrorCodes, Routes } from 'discord.js';
import type { Caller, Inbox, RawEvent } from '../../core/chat';
import { messageOf, PlatformError } from '../../core/errors';
import type { Log } from '../../core/log';
import type { Message } from '../../core/message';
import { between, type Clock, millis, SECOND } from '../../core/time';
import { withPatience } from '../patience';
import { callOf, handleOf, partsOfHandle } from './call';
import { modal } from './form';
import { instantOf } from './ids';
import type { DiscordInteraction } from './payload';
import { render } from './render';
import { type Ask, discordCode } from './rest';

/** Discord waits three seconds for a first answer; a look-up may not use them up. */
const FORM_PATIENCE = 1_500;
const SOON = millis(SECOND);
const ACKNOWLEDGED_BY = 5 * SECOND;
const MOST_KEPT = 5_000;
const UNSTORED = 'I cannot take anything down at the moment, so nothing was done. Please try again in a minute.';

const OVER: ReadonlySet<number | string> = new Set([
  RESTJSONErrorCodes.UnknownWebhook,
  RESTJSONErrorCodes.InvalidWebhookToken,
  RESTJSONErrorCodes.UnknownMessage,
  RESTJSONErrorCodes.UnknownInteraction,
]);

/** Commands, buttons and forms: stored, then acknowledged, and answered once the desk knows what to say. */
export class Interactions {
  /** First answers: what is to be said can only be said after them. */
  private readonly firsts = new Map<string, Promise<'open' | 'lost'>>();

  constructor(
    private readonly rest: REST,
    private readonly ask: Ask,
    private readonly log: Log,
    private readonly clock: Clock,
  ) {}

  /** Stores it, unless it lacks something that a form can ask for: nothing has been asked of the desk yet then. */
  take(interaction: DiscordInteraction, event: RawEvent, inbox: Inbox): Promise<void> {
    if (this.firsts.size >= MOST_KEPT) this.firsts.clear();
    const first = this.first(interaction, event, inbox);
    this.firsts.set(handleOf(interaction), first);
    return first.then(() => undefined);
  }

  private async first(interaction: DiscordInteraction, event: RawEvent, inbox: Inbox): Promise<'open' | 'lost'> {
    const form = await this.formFor(interaction, inbox);
    if (form !== undefined) {
      return this.respond(interaction, { type: InteractionResponseType.Modal, data: form });
    }
    try {
      await inbox.accept(event);
    } catch (error) {
      this.log.warn('an interaction could not be stored', { error: messageOf(error) });
      const data = { content: UNSTORED, flags: MessageFlags.Ephemeral };
      return this.respond(interaction, { type: InteractionResponseType.ChannelMessageWithSource, data });
    }
    const data = { flags: MessageFlags.Ephemeral };
    return this.respond(interaction, { type: InteractionResponseType.DeferredChannelMessageWithSource, data });
  }

  private async formFor(interaction: DiscordInteraction, inbox: Inbox) {
    const call = callOf(interaction);
    if (call === undefined) return undefined;
    try {
      const form = await withPatience(inbox.form(call), FORM_PATIENCE);
      return form && modal(form);
    } catch (error) {
      this.log.warn('a form could not be made', { error: messageOf(error) });
      return undefined;
    }
  }

  private async respond({ id, token }: DiscordInteraction, body: unknown): Promise<'open' | 'lost'> {
    try {
      // With the token in the path; a refusal of it must not be taken for one of the bot's.
      await this.rest.post(Routes.interactionCallback(id, token), { body, auth: false });
      return 'open';
    } catch (error) {
      // A resumed connection tells of it once more: it was acknowledged the first time, and can be answered.
      if (discordCode(error) === RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged) return 'open';
      this.log.warn('an interaction could not be acknowledged', { error: messageOf(error) });
      return 'lost';
    }
  }

  /** False when this way of answering is over. @throws PlatformError */
  async answer({ handle = '' }: Caller, message: Message): Promise<boolean> {
    const first = await this.firsts.get(handle);
    if (first === 'lost') return false;
    const { application, id, token } = partsOfHandle(handle);
    const body = { ...render(message), flags: MessageFlags.Ephemeral };
    return this.ask('answering', async () => {
      try {
        await this.rest.patch(Routes.webhookMessage(application, token), { body, auth: false });
        return true;
      } catch (error) {
        if (!OVER.has(discordCode(error) ?? '')) throw error;
        // Another instance may still be acknowledging what this one has worked off already.
        const young = between(instantOf(id), this.clock.now()) < ACKNOWLEDGED_BY;
        if (first === undefined && young) throw new PlatformError('not acknowledged yet', SOON);
        return false;
      }
    });
  }
}
