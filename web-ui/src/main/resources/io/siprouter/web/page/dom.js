// Small helpers for the page. Whatever comes from the server is put in as text, never as HTML.

export const byId = (id) => document.getElementById(id);

export function element(tag, text, className) {
  const made = document.createElement(tag);
  made.textContent = text;
  made.className = className ?? '';
  return made;
}

export function button(text, className, act) {
  const made = element('button', text, className);
  made.type = 'button';
  made.addEventListener('click', act);
  return made;
}

export function badge(text, className) {
  return element('span', text, `badge ${className ?? ''}`);
}

const rowsOf = new WeakMap();

/**
 * Shows a row for each thing and keeps those that are there, so that focus and selection survive.
 * `make` returns {item, update(thing)}.
 */
export function fill(list, things, make, nothing) {
  const before = rowsOf.get(list) ?? new Map();
  const rows = new Map(things.map((thing) => [thing.id, before.get(thing.id) ?? make(thing)]));
  rowsOf.set(list, rows);
  const focused = list.contains(document.activeElement);
  const kept = new Set([...rows.values()].map((row) => row.item));
  [...list.children].filter((item) => !kept.has(item)).forEach((item) => item.remove());
  things.forEach((thing, index) => {
    const { item, update } = rows.get(thing.id);
    update(thing);
    if (list.children[index] !== item) {
      list.insertBefore(item, list.children[index] ?? null);
    }
  });
  if (things.length === 0) {
    list.append(element('li', nothing, 'quiet'));
  }
  if (focused && !list.contains(document.activeElement)) {
    list.closest('section').querySelector('h2').focus();
  }
}

/** Does something at most once a frame. */
export function oncePerFrame(act) {
  let due = false;
  return () => {
    if (!due) {
      due = true;
      requestAnimationFrame(() => {
        due = false;
        act();
      });
    }
  };
}
