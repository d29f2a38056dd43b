import { onDeed } from './deeds.mjs';
import { byId, el, fill, iconButton } from './dom.mjs';
import { openChannel, switchTo } from './route.mjs';
import { isTeam, me, person, state } from './state.mjs';
import { STEPS } from './tour-steps.mjs';

const HIDDEN = 'steward:tour-hidden';
/** Per run of the playground: an empty room begins the tour anew. Two windows share it. */
const key = () => `steward:tour:${state.roomId}`;
const doneSteps = () => Number(localStorage.getItem(key()) ?? 0);
let write = () => {};

export function startTour(writeThere) {
  write = writeThere;
  onDeed((deed) => {
    const step = STEPS[doneSteps()];
    if (step?.done(deed, { role: me().role, team: isTeam(me()) })) {
      localStorage.setItem(key(), String(doneSteps() + 1));
    }
    drawTour();
  });
  addEventListener('storage', drawTour);
}

const isThere = (step) => state.me === step.be && state.placeId === step.at;

/** One press towards the step: become that person, go there, or have the words written. */
async function help(step) {
  if (state.me !== step.be) await switchTo(step.be, step.at);
  else if (state.placeId !== step.at) openChannel(step.at);
  else write(step.say);
}
function helpLabel(step) {
  if (state.me !== step.be) return `Be ${person(step.be).name}`;
  return state.placeId === step.at ? 'Write it for me' : `Go to #${step.at}`;
}

const dot = (step, index, at) =>
  el(
    'li',
    { class: index < at ? 'done' : index === at ? 'now' : '', 'aria-current': index === at ? 'step' : undefined },
    el('span', { class: 'dot', 'aria-hidden': 'true' }, index < at ? '✓' : String(index + 1)),
    el('span', { class: 'label' }, step.title),
    index < at && el('span', { class: 'unseen' }, ' (done)'),
  );

function hide(yes) {
  if (yes) localStorage.setItem(HIDDEN, 'yes');
  else localStorage.removeItem(HIDDEN);
  drawTour();
}

export function drawTour() {
  const tour = byId('tour');
  const at = doneSteps();
  const step = STEPS[at];
  const hidden = localStorage.getItem(HIDDEN) !== null;
  tour.hidden = hidden || state.me === '';
  document.body.classList.toggle('without-tour', hidden);
  for (const button of document.querySelectorAll('[data-step]')) {
    button.classList.toggle('lit', !hidden && step !== undefined && button.dataset.step === step.light);
  }
  const drawn = JSON.stringify([at, state.me, state.placeId, hidden]);
  if (tour.dataset.drawn === drawn) return;
  tour.dataset.drawn = drawn;
  const offers = step !== undefined && (!isThere(step) || step.say !== undefined);
  fill(
    tour,
    el(
      'ol',
      { class: 'steps' },
      STEPS.map((one, index) => dot(one, index, at)),
    ),
    el(
      'p',
      { class: 'now-text', 'aria-live': 'polite' },
      step?.text ?? 'That is the whole way of a ticket. Try what you like: this room forgets everything when it stops.',
    ),
    offers && el('button', { type: 'button', class: 'main-button small', onclick: () => help(step) }, helpLabel(step)),
    iconButton('close', 'Hide the tour', () => hide(true)),
  );
}

export const showTour = () => hide(false);
