import type { Acted, Acts } from './acts';
import { type Fields, isFields } from './fields';
import { type Entry, errorsIn, valuesOf } from './view-values';
import { type View, viewWire } from './views';

export interface Submitted extends Acted {
  /** By block_id, when the app refused what was entered; the view stays open. */
  readonly errors: Fields | undefined;
  /** What the person has in front of them afterwards. */
  readonly view: View | undefined;
}

const openView = (acts: Acts, user: string, view: string | View): View => {
  const id = typeof view === 'string' ? view : view.id;
  const found = acts.slack.views.all.find((candidate) => candidate.id === id && candidate.user === user);
  if (found?.state !== 'open') throw new Error(`${user} does not have the view ${id} open`);
  return found;
};

/** A view's payload names the person's own organisation as team (bolt-js#1614), unlike a click's. */
const payload = (acts: Acts, type: string, view: View, values: Fields): Fields => ({
  type,
  ...acts.common(view.user, acts.slack.world.teamOf(view.user)),
  view: viewWire(acts.slack.world, view, values),
});

const closeStack = (acts: Acts, root: string, state: View['state']): void => {
  for (const view of acts.slack.views.all) if (view.rootId === root && view.state === 'open') view.state = state;
};

const applyAnswer = (acts: Acts, view: View, answer: unknown): void => {
  const action = isFields(answer) ? answer.response_action : undefined;
  if (action === 'errors') return;
  if (action === 'clear') closeStack(acts, view.rootId, 'submitted');
  else if (action === 'update' && isFields(answer)) acts.slack.views.change(view, answer.view, undefined);
  else if (action === 'push' && isFields(answer)) acts.slack.views.push(view.user, answer.view);
  else view.state = 'submitted';
};

/** Fills in a modal (fields by label, block_id or action_id) and presses its submit button. */
export const submits = async (
  acts: Acts,
  user: string,
  which: string | View,
  entries: Readonly<Record<string, Entry>>,
): Promise<Submitted> => {
  const view = openView(acts, user, which);
  const body = { ...payload(acts, 'view_submission', view, valuesOf(view, entries, 'submit')), response_urls: [] };
  const acted = await acts.perform('interactive', user, undefined, body);
  const after = (error: Acted['error']): Submitted => ({
    ...acted,
    error,
    errors: errorsIn(acted.body),
    view: acts.slack.views.top(user),
  });
  if (!acted.acked) return after(acted.error);
  try {
    applyAnswer(acts, view, acted.body);
    return after(undefined);
  } catch {
    return after('dispatch_failed');
  }
};

/** Dismisses a modal; the app hears of it only if the view asked for notify_on_close. */
export const closesView = async (acts: Acts, user: string, which: string | View): Promise<Acted | undefined> => {
  const view = openView(acts, user, which);
  const body = { ...payload(acts, 'view_closed', view, valuesOf(view, {}, 'click')), is_cleared: false };
  view.state = 'closed';
  if (view.given.notify_on_close !== true) return undefined;
  return acts.perform('interactive', user, undefined, body);
};
