/** An element. Strings become text nodes, so nothing anybody wrote is ever read as HTML. */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? '' : String(value));
  }
  fill(node, ...children);
  return node;
}

/** Makes these the children of `node`, leaving out what is not there. */
export const fill = (node, ...children) =>
  node.replaceChildren(...children.flat(2).filter((child) => child !== undefined && child !== false && child !== ''));

export const byId = (id) => document.getElementById(id);

const SHAPES = {
  menu: 'M4 7h16M4 12h16M4 17h16',
  close: 'M6 6l12 12M18 6L6 18',
  smile: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M8.500 14.500a4.500 4.500 0 0 0 7 0M9 9.500v.5M15 9.500v.5',
  thread: 'M4 5h16v11h-9l-4 4v-4H4zM8 9h8M8 12h5',
  more: 'M5.5 12h1M11.5 12h1M17.5 12h1',
  send: 'M4 12l16-7-6 15-3-6zM11 14l9-9',
  clip: 'M19 11l-7.500 7.500a4.500 4.500 0 0 1-6.400-6.400L13 4.500a3 3 0 0 1 4.300 4.300l-7.700 7.600a1.500 1.500 0 0 1-2.100-2.100L14 8',
  moon: 'M20 14.500A8.500 8.500 0 0 1 9.500 4a8.500 8.500 0 1 0 10.500 10.500z',
  window: 'M14 4h6v6M20 4l-9 9M17 14v5H5V7h5',
  lock: 'M6 11h12v9H6zM8.500 11V8a3.500 3.500 0 0 1 7 0v3',
  eye: 'M2.500 12S6 5.500 12 5.500 21.500 12 21.500 12 18 18.500 12 18.500 2.500 12 2.500 12M12 9.500a2.500 2.500 0 1 0 0 5 2.500 2.500 0 0 0 0-5',
};
const SVG = 'http://www.w3.org/2000/svg';

export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('class', 'icon');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', SHAPES[name]);
  svg.append(path);
  return svg;
}

export const iconButton = (name, label, onclick, extra = {}) =>
  el(
    'button',
    { type: 'button', class: 'icon-button', 'aria-label': label, title: label, onclick, ...extra },
    icon(name),
  );

const signatures = new WeakMap();

/**
 * Makes the children of `container` those of `items`, drawing anew only what changed, so that the reader's place,
 * selection and focus stay. Elements that can hold the focus are found again by `data-focus`.
 */
export function keyed(container, items, { key, signature, draw }) {
  const known = new Map([...container.children].map((node) => [node.dataset.key, node]));
  let refocus;
  items.forEach((item, index) => {
    const name = key(item);
    const sign = signature(item);
    const old = known.get(name);
    let node = old;
    if (old === undefined || signatures.get(old) !== sign) {
      node = draw(item);
      node.dataset.key = name;
      signatures.set(node, sign);
      if (old?.contains(document.activeElement)) refocus = [node, document.activeElement.dataset.focus];
      old?.replaceWith(node);
    }
    known.delete(name);
    if (container.children[index] !== node) container.insertBefore(node, container.children[index] ?? null);
  });
  for (const node of known.values()) node.remove();
  const [node, mark] = refocus ?? [];
  if (mark !== undefined) node.querySelector(`[data-focus="${CSS.escape(mark)}"]`)?.focus();
}
