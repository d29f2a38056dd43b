import type { Page } from './api-server';
import { ApiError } from './arguments';
import { messageBlocks } from './blocks';
import { type Fields, isFields, parseJson, stringAt } from './fields';
import type { Ephemeral, Message } from './message';
import { change, post, remove } from './postings';
import type { Workspace } from './workspace';

export interface ResponseContext {
  readonly user: string;
  readonly channel: string;
  /** The message the person acted on, which a response may replace or delete. */
  readonly origin: Message | Ephemeral | undefined;
}

export type Responded = Message | Ephemeral | undefined;

const maxUses = 5;
const validMillis = 30 * 60_000;

const isEphemeral = (origin: Message | Ephemeral): origin is Ephemeral => 'via' in origin;

const replace = (slack: Workspace, origin: Message | Ephemeral, body: Fields): void => {
  const text = stringAt(body, 'text') ?? '';
  const blocks = messageBlocks(body.blocks);
  if (isEphemeral(origin)) {
    origin.text = text;
    origin.blocks = blocks;
    return;
  }
  change(slack, origin, 'edit', (message) => {
    message.text = text;
    message.blocks = blocks;
  });
};

const erase = (slack: Workspace, origin: Message | Ephemeral): void => {
  if (!isEphemeral(origin)) remove(slack, origin);
  else if (slack.ephemerals.includes(origin)) slack.ephemerals.splice(slack.ephemerals.indexOf(origin), 1);
};

/** Carries out one answer, sent to a response_url or given directly in the acknowledgement of a command. */
export const respond = (
  slack: Workspace,
  context: ResponseContext,
  body: Fields,
  via: 'response_url' | 'ack',
): Responded => {
  const { origin } = context;
  if (body.delete_original === true && origin) {
    erase(slack, origin);
    return undefined;
  }
  // Nothing is replaced unless asked for; without replace_original a new message appears.
  if (body.replace_original === true && origin) {
    replace(slack, origin, body);
    return origin;
  }
  const text = stringAt(body, 'text') ?? '';
  const blocks = messageBlocks(body.blocks);
  if (text === '' && blocks.length === 0) throw new ApiError('no_text');
  const threadTs = stringAt(body, 'thread_ts');
  if (body.response_type === 'in_channel') {
    const draft = { channel: context.channel, author: undefined, subtype: 'bot_message', text, blocks, threadTs };
    return post(slack, draft);
  }
  const ts = slack.stamps.next(context.channel);
  const ephemeral: Ephemeral = { user: context.user, channel: context.channel, ts, threadTs, via, text, blocks };
  slack.ephemerals.push(ephemeral);
  return ephemeral;
};

interface Issued {
  readonly context: ResponseContext;
  readonly at: number;
  readonly arrived: Responded[];
  uses: number;
}

/** response_urls: at most five uses within thirty minutes, by the server's clock. */
export class ResponseUrls {
  readonly #slack: Workspace;
  readonly #issued = new Map<string, Issued>();

  constructor(slack: Workspace) {
    this.#slack = slack;
  }

  issue(context: ResponseContext): { readonly url: string; readonly arrived: readonly Responded[] } {
    const path = `/response/${this.#slack.serials.next('r')}`;
    const issued: Issued = { context, at: this.#slack.now(), arrived: [], uses: 0 };
    this.#issued.set(path, issued);
    return { url: `http://${this.#slack.address}${path}`, arrived: issued.arrived };
  }

  receive(path: string, text: string): Page {
    const issued = this.#issued.get(path);
    const body = parseJson(text);
    if (!issued) return refusal(404, 'no_service');
    if (this.#slack.now() - issued.at > validMillis) return refusal(404, 'expired_url');
    if (issued.uses >= maxUses) return refusal(404, 'used_url');
    if (!isFields(body)) return refusal(400, 'invalid_payload');
    issued.uses += 1;
    try {
      issued.arrived.push(respond(this.#slack, issued.context, body, 'response_url'));
    } catch (error) {
      return refusal(400, error instanceof ApiError ? error.code : String(error));
    }
    return { status: 200, body: JSON.stringify({ ok: true }) };
  }
}

const refusal = (status: number, error: string): Page => ({ status, body: JSON.stringify({ ok: false, error }) });
