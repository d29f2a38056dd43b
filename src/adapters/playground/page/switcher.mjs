import { byId, el } from './dom.mjs';
import { openChannel, switchTo } from './route.mjs';
import { state, unreadAround } from './state.mjs';

/** Ctrl+K: go to a channel, or be somebody, by a few letters. */
export function openSwitcher() {
  const dialog = byId('dialog');
  let chosen = 0;
  const input = el('input', {
    type: 'text',
    placeholder: 'Go to a channel or be somebody',
    'aria-label': 'Go to',
    role: 'combobox',
    'aria-expanded': 'true',
    'aria-controls': 'switch-list',
    autocomplete: 'off',
    oninput: () => {
      chosen = 0;
      draw();
    },
    onkeydown,
  });
  const list = el('ul', { class: 'offers', id: 'switch-list', role: 'listbox', 'aria-label': 'Places and people' });

  const found = () =>
    everything().filter(({ label }) => label.toLowerCase().includes(input.value.trim().toLowerCase()));

  function onkeydown(event) {
    const { length } = found();
    if (event.key === 'ArrowDown') chosen = Math.min(chosen + 1, length - 1);
    else if (event.key === 'ArrowUp') chosen = Math.max(chosen - 1, 0);
    else if (event.key === 'Enter') take(found()[chosen]);
    else return;
    event.preventDefault();
    draw();
  }
  function take(option) {
    if (option === undefined) return;
    dialog.close();
    option.go();
  }
  function draw() {
    list.replaceChildren(
      ...found().map((option, index) =>
        el(
          'li',
          {
            id: `switch-${index}`,
            role: 'option',
            'aria-selected': String(index === chosen),
            onclick: () => take(option),
          },
          el('b', {}, option.label),
          el('span', { class: 'quiet' }, option.hint),
        ),
      ),
    );
    input.setAttribute('aria-activedescendant', `switch-${chosen}`);
  }

  draw();
  dialog.replaceChildren(
    el('div', { class: 'switcher' }, el('h2', { class: 'unseen', id: 'dialog-title' }, 'Go to'), input, list),
  );
  dialog.showModal();
  input.focus();
}

function everything() {
  const places = state.places.map((place) => {
    const unread = unreadAround(place.id);
    const hint = unread > 0 ? `${unread} unread` : place.about;
    return { label: place.direct ? place.name : `#${place.name}`, hint, go: () => openChannel(place.id) };
  });
  const people = [...state.people.values()].filter(({ id, role }) => role !== 'desk' && id !== state.me);
  return [
    ...places,
    ...people.map(({ id, name, about }) => ({ label: `Be ${name}`, hint: about, go: () => switchTo(id) })),
  ];
}
