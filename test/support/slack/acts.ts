import type { Delivery } from './delivery';
import type { Fields } from './fields';
import type { Responded, ResponseContext, ResponseUrls } from './response-urls';
import type { Workspace } from './workspace';

/** How the app answered something a person did. */
export interface Acted {
  readonly acked: boolean;
  /** HTTP only. */
  readonly status: number | undefined;
  readonly body: unknown;
  /** What the person is shown if the app did not answer in time, or answered with nonsense. */
  readonly error: 'operation_timeout' | 'dispatch_failed' | undefined;
  readonly triggerId: string;
  readonly responseUrl: string | undefined;
  /** What arrives on the response_url; it goes on filling after the acknowledgement. */
  readonly responses: readonly Responded[];
}

/** What every act of a person brings along: who, whose app, a trigger_id and mostly a response_url. */
export class Acts {
  readonly slack: Workspace;
  readonly #responseUrls: ResponseUrls;

  constructor(slack: Workspace, responseUrls: ResponseUrls) {
    this.slack = slack;
    this.#responseUrls = responseUrls;
  }

  /** Only members of the installing workspace are offered slash commands and shortcuts (Slack Connect). */
  mustBeHome(user: string, act: string): void {
    this.slack.world.person(user);
    if (!this.slack.world.isHome(user))
      throw new Error(`Slack does not offer ${act} to ${user} of another organisation`);
  }

  mustBeIn(user: string, channel: string): void {
    this.slack.world.person(user);
    if (!this.slack.world.place(channel).members.has(user)) throw new Error(`${user} is not in ${channel}`);
  }

  /** The part all interaction payloads share. `team` is where the app is installed, `user.team_id` whose person it is. */
  common(user: string, team = this.slack.world.home.id): Fields {
    const { name } = this.slack.world.person(user);
    return {
      token: 'verification-token',
      api_app_id: this.slack.world.bot.appId,
      team: { id: team, domain: this.slack.world.team(team).domain },
      user: { id: user, username: name, name, team_id: this.slack.world.teamOf(user) },
      enterprise: null,
      is_enterprise_install: false,
    };
  }

  async perform(
    kind: 'slash_command' | 'interactive',
    user: string,
    context: ResponseContext | undefined,
    body: Fields,
  ): Promise<Acted> {
    const triggerId = this.slack.triggers.issue(user);
    const response = context && this.#responseUrls.issue(context);
    const payload = { ...body, trigger_id: triggerId, ...(response ? { response_url: response.url } : {}) };
    const delivery = await this.slack.deliveries.hand(kind, this.slack.serials.next('Ix'), payload);
    const acked = delivery.outcome === 'acked';
    return {
      acked,
      status: delivery.answer?.status,
      body: delivery.answer?.body,
      error: acked ? undefined : errorShown(delivery),
      triggerId,
      responseUrl: response?.url,
      responses: response?.arrived ?? [],
    };
  }
}

const errorShown = (delivery: Delivery): Acted['error'] =>
  delivery.reasons.at(-1)?.includes('timeout') ? 'operation_timeout' : 'dispatch_failed';
