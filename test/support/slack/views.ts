import { ApiError, invalidArguments } from './arguments';
import { complaintsAbout } from './block-limits';
import { viewBlocks } from './blocks';
import { type Fields, isFields, objectsIn, stringAt } from './fields';
import type { Serials } from './stamps';
import type { World } from './world';

export interface View {
  readonly id: string;
  readonly user: string;
  readonly kind: 'modal' | 'home';
  readonly rootId: string;
  readonly previousId: string | undefined;
  callbackId: string;
  title: unknown;
  blocks: readonly Fields[];
  /** As the app sent it. */
  given: Fields;
  hash: string;
  state: 'open' | 'submitted' | 'closed';
}

const maxBytes = 250_000;
const maxStacked = 3;

const check = (view: Fields): void => {
  const errors = [...complaintsAbout(objectsIn(view.blocks), 'view')];
  for (const [key, max] of [
    ['title', 24],
    ['submit', 24],
    ['close', 24],
  ] as const) {
    const part = view[key];
    const text = isFields(part) ? (stringAt(part, 'text') ?? '') : '';
    if (text.length > max) errors.push(`must be less than ${max + 1} characters [json-pointer:/view/${key}/text]`);
  }
  if (view.type !== 'modal' && view.type !== 'home') errors.push('unsupported type [json-pointer:/view/type]');
  if (view.type === 'modal' && !isFields(view.title)) errors.push('missing required field: title [json-pointer:/view]');
  const asks = objectsIn(view.blocks).some((block) => block.type === 'input');
  if (view.type === 'modal' && asks && !isFields(view.submit)) {
    errors.push('missing required field: submit, needed with an input block [json-pointer:/view]');
  }
  if ((stringAt(view, 'private_metadata') ?? '').length > 3000) {
    errors.push('must be less than 3001 characters [json-pointer:/view/private_metadata]');
  }
  if ((stringAt(view, 'callback_id') ?? '').length > 255) {
    errors.push('must be less than 256 characters [json-pointer:/view/callback_id]');
  }
  if (errors.length > 0) throw invalidArguments(...errors);
  if (Buffer.byteLength(JSON.stringify(view)) > maxBytes) throw new ApiError('view_too_large');
};

/** Modals by person, a stack of at most three, and the one Home tab each person has. */
export class Views {
  readonly all: View[] = [];
  readonly #serials: Serials;

  constructor(serials: Serials) {
    this.#serials = serials;
  }

  open(user: string, given: unknown): View {
    return this.#add(user, 'modal', given, undefined);
  }

  push(user: string, given: unknown): View {
    const top = this.top(user);
    if (!top) throw new ApiError('not_found');
    const depth = this.all.filter((view) => view.rootId === top.rootId && view.state === 'open').length;
    if (depth >= maxStacked) throw new ApiError('push_limit_reached');
    return this.#add(user, 'modal', given, top);
  }

  publish(user: string, given: unknown, hash: string | undefined): View {
    const home = this.all.find((view) => view.user === user && view.kind === 'home');
    return home ? this.change(home, given, hash) : this.#add(user, 'home', given, undefined);
  }

  change(view: View, given: unknown, hash: string | undefined): View {
    if (!isFields(given)) throw invalidArguments('missing required field: view');
    // The hash is how an app notices that somebody else changed the view since it looked.
    if (hash !== undefined && hash !== view.hash) throw new ApiError('hash_conflict');
    check(given);
    this.#fill(view, given);
    return view;
  }

  /** What the person has in front of them. */
  top(user: string): View | undefined {
    return this.all.findLast((view) => view.user === user && view.kind === 'modal' && view.state === 'open');
  }

  /** A view by its id or by the external_id the app gave it; closed views are gone. */
  find(id: string | undefined, externalId: string | undefined): View {
    const view = this.all.find(
      (candidate) =>
        candidate.state === 'open' &&
        (id === undefined ? candidate.given.external_id === externalId : candidate.id === id),
    );
    if (!view) throw new ApiError('not_found');
    return view;
  }

  #add(user: string, kind: View['kind'], given: unknown, under: View | undefined): View {
    if (!isFields(given)) throw invalidArguments('missing required field: view');
    check(given);
    const external = stringAt(given, 'external_id');
    const taken = this.all.some((view) => view.state === 'open' && view.given.external_id === external);
    if (external && taken) throw new ApiError('duplicate_external_id');
    const id = this.#serials.next('V');
    const view: View = {
      id,
      user,
      kind,
      rootId: under?.rootId ?? id,
      previousId: under?.id,
      callbackId: '',
      title: undefined,
      blocks: [],
      given,
      hash: '',
      state: 'open',
    };
    this.#fill(view, given);
    this.all.push(view);
    return view;
  }

  #fill(view: View, given: Fields): void {
    view.given = given;
    view.callbackId = stringAt(given, 'callback_id') ?? '';
    view.title = given.title;
    view.blocks = viewBlocks(given.blocks);
    view.hash = this.#serials.next('h');
  }
}

/**
 * A view as Slack sends it. For somebody from another organisation team_id is theirs, and app_installed_team_id says
 * where the app lives (bolt-js#1614).
 */
export const viewWire = (world: World, view: View, values: Fields): Fields => ({
  id: view.id,
  team_id: world.teamOf(view.user),
  type: view.kind,
  blocks: view.blocks,
  private_metadata: view.given.private_metadata ?? '',
  callback_id: view.callbackId,
  state: { values },
  hash: view.hash,
  title: view.title ?? { type: 'plain_text', text: 'View Title', emoji: true },
  close: view.given.close ?? null,
  submit: view.given.submit ?? null,
  clear_on_close: view.given.clear_on_close ?? false,
  notify_on_close: view.given.notify_on_close ?? false,
  root_view_id: view.rootId,
  previous_view_id: view.previousId ?? null,
  external_id: view.given.external_id ?? '',
  app_id: world.bot.appId,
  bot_id: world.bot.botId,
  app_installed_team_id: world.home.id,
});
