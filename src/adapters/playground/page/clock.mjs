import { moveClock } from './api.mjs';
import { note } from './deeds.mjs';
import { byId, el } from './dom.mjs';
import { toast } from './say.mjs';
import { deskNow } from './state.mjs';
import { dayAndClock, refreshTimes, zone } from './when.mjs';

const MINUTE = 60_000;
const STEPS = [
  { label: '+15 min', step: { step: 'forward', length: 15 * MINUTE } },
  { label: '+1 h', step: { step: 'forward', length: 60 * MINUTE } },
  {
    label: 'To next deadline',
    short: 'Next deadline',
    step: { step: 'deadline' },
    none: 'No deadline is ahead: no promise is running.',
  },
  {
    label: 'To the morning digest',
    short: 'Morning digest',
    step: { step: 'morning' },
    none: 'No team has a morning digest.',
  },
];

async function move({ step, none }) {
  const buttons = byId('clock').querySelectorAll('button');
  for (const button of buttons) button.disabled = true;
  byId('clock').classList.add('moving');
  const answer = await moveClock(step);
  byId('clock').classList.remove('moving');
  for (const button of buttons) button.disabled = false;
  if (answer === undefined) return;
  if (!answer.moved) return toast(none);
  note({ type: 'time', step: step.step });
}

export function buildClock() {
  const label = (step) => [
    el('span', { class: 'wide-only' }, step.label),
    el('span', { class: 'narrow-only' }, step.short ?? step.label),
  ];
  byId('clock').replaceChildren(
    el('time', { id: 'now', title: `The desk’s time, shown in ${zone}` }),
    ...STEPS.map((step) =>
      el(
        'button',
        {
          type: 'button',
          class: 'step',
          'aria-label': step.label,
          onclick: () => move(step),
          'data-step': step.step.step,
        },
        label(step),
      ),
    ),
  );
}

export function drawClock() {
  const now = deskNow();
  const shown = dayAndClock(now);
  const node = byId('now');
  if (node.textContent !== shown) {
    node.textContent = shown;
    node.dateTime = new Date(now).toISOString();
  }
  refreshTimes();
}
