import { type Acted, Acts } from './acts';
import { clicks, suggestions, type Where } from './clicks';
import { shortcut, slash } from './commands-and-shortcuts';
import type { Ephemeral, Message } from './message';
import { People, type Saying } from './people';
import { pings, plain, type Shown } from './plain';
import { ResponseUrls } from './response-urls';
import { closesView, type Submitted, submits } from './submissions';
import type { Entry, Option } from './view-values';
import type { View } from './views';
import type { Behaviours, Workspace } from './workspace';
import type { World } from './world';

/** What people do in Slack and what they see there. */
export class Scene {
  protected readonly slack: Workspace;
  protected readonly responseUrls: ResponseUrls;
  readonly #people: People;
  readonly #acts: Acts;

  constructor(slack: Workspace) {
    this.slack = slack;
    this.responseUrls = new ResponseUrls(slack);
    this.#people = new People(slack);
    this.#acts = new Acts(slack, this.responseUrls);
  }

  get world(): World {
    return this.slack.world;
  }

  /** What Slack does one way or the other; a test may change these at any time. */
  get behaviours(): Behaviours {
    return this.slack.behaviours;
  }

  says = (user: string, channel: string, text: string, how?: Saying): string =>
    this.#people.says(user, channel, text, how);
  edits = (user: string, channel: string, ts: string, text: string): void =>
    this.#people.edits(user, channel, ts, text);
  deletes = (user: string, channel: string, ts: string): void => this.#people.deletes(user, channel, ts);
  unfurls = (channel: string, ts: string, title: string): void => this.#people.unfurls(channel, ts, title);
  reacts = (user: string, channel: string, ts: string, name: string): void =>
    this.#people.reacts(user, channel, ts, name);
  unreacts = (user: string, channel: string, ts: string, name: string): void =>
    this.#people.unreacts(user, channel, ts, name);
  joins = (user: string, channel: string): void => this.#people.joins(user, channel);
  leaves = (user: string, channel: string): void => this.#people.leaves(user, channel);
  movesChannel = (from: string, to: string): void => this.#people.movesChannel(from, to);
  movesChannelUntold = (from: string, to: string): (() => void) => this.#people.movesChannelUntold(from, to);
  opensHome = (user: string): void => this.#people.opensHome(user);
  /** The direct conversation of this person with the bot. */
  direct = (user: string): string => this.slack.world.direct([user]).channel.id;

  slash = (user: string, channel: string, command: string, text = ''): Promise<Acted> =>
    slash(this.#acts, user, channel, command, text);
  shortcut = (user: string, callbackId: string, channel: string, ts: string): Promise<Acted> =>
    shortcut(this.#acts, user, callbackId, channel, ts);
  clicks = (user: string, where: Where, actionIdOrLabel: string, choice?: Entry): Promise<Acted> =>
    clicks(this.#acts, user, where, actionIdOrLabel, choice);
  suggests = (user: string, where: Where, actionId: string, typed: string): Promise<readonly Option[]> =>
    suggestions(this.#acts, user, where, actionId, typed);
  submits = (user: string, view: string | View, entries: Readonly<Record<string, Entry>> = {}): Promise<Submitted> =>
    submits(this.#acts, user, view, entries);
  closesView = (user: string, view: string | View): Promise<Acted | undefined> => closesView(this.#acts, user, view);

  /** Top-level messages, oldest first, each with its `replies`. */
  messages = (channel: string): readonly Message[] => this.slack.log.topLevel(channel);
  message = (channel: string, ts: string): Message | undefined => this.slack.log.find(channel, ts);
  ephemerals = (user: string): readonly Ephemeral[] => this.slack.ephemerals.filter((shown) => shown.user === user);
  views = (user?: string): readonly View[] =>
    this.slack.views.all.filter((view) => user === undefined || view.user === user);
  /** The modal the person has in front of them. */
  viewOf = (user: string): View | undefined => this.slack.views.top(user);
  plain = (shown: Shown): string => plain(shown);
  pings = (shown: Shown): readonly string[] => pings(shown);
}
