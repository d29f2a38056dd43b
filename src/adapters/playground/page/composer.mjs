import { act } from './api.mjs';
import { suggest } from './complete.mjs';
import { note } from './deeds.mjs';
import { el, icon, iconButton } from './dom.mjs';
import { runHere } from './form.mjs';
import { toast } from './say.mjs';
import { isTeam, me, openPlace, placeName, state } from './state.mjs';

const MAX_HEIGHT = 200;
/** Below this a longer hint would break into a second line. */
const NARROW = 1000;

/** Where one writes: Enter sends, Shift+Enter begins a line, `/` and `@` offer what fits. `where` gives the place. */
export function composer(form, where) {
  const drafts = new Map();
  let drawnFor = '';
  let files = [];
  let offered = { options: [] };
  let chosen = 0;

  const listId = `${form.id}-list`;
  const list = el('ul', { class: 'offers', id: listId, role: 'listbox', 'aria-label': 'Suggestions', hidden: true });
  const usage = el('p', { class: 'usage quiet', hidden: true });
  const chips = el('p', { class: 'chips' });
  const picker = el('input', { type: 'file', multiple: true, hidden: true, onchange: attach, tabindex: '-1' });
  const area = el('textarea', {
    rows: 1,
    maxlength: 8000,
    role: 'combobox',
    'aria-autocomplete': 'list',
    'aria-expanded': 'false',
    'aria-controls': listId,
    oninput: () => typed(),
    onclick: () => typed(),
    onblur: () => offer({ options: [] }),
    onkeydown: pressed,
  });
  const clip = iconButton('clip', 'Attach a file (only its name is kept)', () => picker.click());
  const send = el(
    'button',
    { type: 'submit', class: 'send', 'aria-label': 'Send', title: 'Send (Enter)' },
    icon('send'),
  );
  form.replaceChildren(list, usage, chips, el('div', { class: 'line' }, clip, picker, area, send));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    submit();
  });

  function typed() {
    drafts.set(drawnFor, area.value);
    area.style.height = 'auto';
    area.style.height = `${Math.min(area.scrollHeight, MAX_HEIGHT)}px`;
    offer(suggest(area.value, area.selectionStart));
  }

  function offer(next) {
    offered = next;
    chosen = 0;
    usage.hidden = next.usage === undefined;
    if (next.usage !== undefined) {
      const { name, fields, summary } = next.usage;
      usage.replaceChildren(el('code', {}, `/${name} ${fields.join(' ')}`), ` ${summary}`);
    }
    drawOffers();
  }

  function drawOffers() {
    list.hidden = offered.options.length === 0;
    area.setAttribute('aria-expanded', String(!list.hidden));
    list.replaceChildren(
      ...offered.options.map((option, index) =>
        el(
          'li',
          {
            id: `${listId}-${index}`,
            role: 'option',
            'aria-selected': String(index === chosen),
            // The field keeps the focus.
            onmousedown: (event) => {
              event.preventDefault();
              take(option);
            },
          },
          el('b', {}, option.label),
          el('span', { class: 'quiet' }, option.hint),
        ),
      ),
    );
    if (list.hidden) area.removeAttribute('aria-activedescendant');
    else area.setAttribute('aria-activedescendant', `${listId}-${chosen}`);
    list.children[chosen]?.scrollIntoView({ block: 'nearest' });
  }

  function take({ from, insert }) {
    const after = area.value.slice(area.selectionStart);
    area.value = area.value.slice(0, from) + insert + after;
    area.selectionStart = from + insert.length;
    area.selectionEnd = area.selectionStart;
    typed();
  }

  function pressed(event) {
    if (event.isComposing) return;
    const { key, shiftKey } = event;
    const option = offered.options[chosen];
    if (option !== undefined && (key === 'ArrowDown' || key === 'ArrowUp')) {
      chosen = (chosen + (key === 'ArrowDown' ? 1 : -1) + offered.options.length) % offered.options.length;
      drawOffers();
    } else if (option !== undefined && (key === 'Tab' || key === 'Enter') && !shiftKey && !complete(option))
      take(option);
    else if (option !== undefined && key === 'Escape') offer({ options: [] });
    else if (key === 'Enter' && !shiftKey) submit();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
  /** Typed out already: Enter sends. */
  const complete = ({ insert }) => area.value.trim() === insert.trim();

  function attach() {
    files = [...files, ...[...picker.files].map(({ name }) => name)].slice(0, 10);
    picker.value = '';
    drawChips();
  }
  function drawChips() {
    const without = (name) => () => {
      files = files.filter((other) => other !== name);
      drawChips();
    };
    chips.replaceChildren(
      ...files.map((name) =>
        el('span', { class: 'file' }, icon('clip'), name, iconButton('close', `Remove ${name}`, without(name))),
      ),
    );
  }

  async function submit() {
    const placeId = where();
    const text = area.value.trim();
    const sent = files;
    if (text === '' && sent.length === 0) return;
    if (text.startsWith('/') && !isCommand(text))
      return toast(`There is no command ${text.split(/\s/)[0]}. Type / to see them.`);
    files = [];
    write('');
    const done = text.startsWith('/')
      ? await runHere({ type: 'command', placeId, line: text.slice(1) }, placeId)
      : await act({ type: 'say', placeId, text: text || sent.join(', '), files: sent });
    if (done === undefined) {
      // Refused: the words are not lost.
      files = sent;
      if (area.value === '' && where() === placeId) write(text);
      return;
    }
    if (done.messageId === undefined) return;
    note({ type: 'said', placeId, text });
    openPlace(state.placeId, state.threadId);
  }

  function write(text) {
    area.value = text;
    drawChips();
    typed();
  }

  return {
    fill(text) {
      write(text);
      area.focus();
    },
    /** Shows the draft of this person in this place. */
    draw() {
      const placeId = where();
      const label = `${form.id === 'write' ? `Message ${placeName(placeId)}` : 'Reply'} as ${me().name}`;
      area.placeholder = isTeam(me()) && innerWidth > NARROW ? `${label}, or / for commands` : label;
      area.setAttribute('aria-label', label);
      const draftOf = `${state.me} ${placeId}`;
      if (draftOf === drawnFor) return;
      drawnFor = draftOf;
      write(drafts.get(draftOf) ?? '');
    },
  };
}

/** What is typed after its first word is the desk's to understand; `/claim` is understood as `/ticket claim`. */
const isCommand = (text) => state.menu.some(({ name }) => name.split(' ').includes(text.slice(1).split(/\s/)[0]));
