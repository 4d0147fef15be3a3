// The plain page: log in, see what goes on, hang up, watch the SIP.
import { badge, button, byId, element, fill, oncePerFrame } from './dom.js';
import { Stream } from './stream.js';
import { TraceTail } from './trace.js';

const API = '/api/v1';
const RETRY_MS = 3000;
const EVENTS_SHOWN = 100;
const SECOND_MS = 1000;

let picture = null;
let mayCall = false;

const stream = new Stream(`${API}/ws`, {
  opened() {
    connection('live', 'good');
    trace.start();
  },
  lost: () => connection('lost, trying again', 'bad'),
  retry: enter,
  changed(now) {
    picture = now;
    draw();
  },
  event: note,
  meter: (message) => message.event === 'sip_trace' ? trace.hear(message) : note(message),
});
const trace = new TraceTail(ask, stream);
const draw = oncePerFrame(() => picture && render(picture));

async function ask(method, path, body) {
  const options = { method, headers: {} };
  if (body !== undefined) {
    options.headers['Content-Type'] = 'application/json';
    options.body = JSON.stringify(body);
  }
  const answer = await fetch(API + path, options);
  const value = answer.status === 204 ? null : await answer.json();
  if (!answer.ok) {
    throw Object.assign(new Error(value.detail), { status: answer.status });
  }
  return value;
}

function show(view) {
  for (const id of ['login', 'setup', 'status']) {
    byId(id).hidden = id !== view;
  }
  byId('who').hidden = view !== 'status';
  if (view !== 'status') {
    byId(view).querySelector('input').focus();
  }
}

function say(text) {
  byId('message').textContent = text;
  byId('message').hidden = text === '';
}

function connection(text, className) {
  byId('connection').textContent = text;
  byId('connection').className = className;
}

function render(status) {
  byId('version').textContent = status.version;
  byId('since').textContent = new Date(status.started_at).toLocaleString();
  fill(byId('calls'), status.calls, callRow, 'No calls.');
  fill(byId('providers'), status.providers, stateRow(providerState), 'No providers.');
  fill(byId('devices'), status.devices, stateRow(deviceState), 'No phones.');
}

function callRow({ id }) {
  const title = element('strong', '');
  const state = badge('');
  const legs = element('small', '');
  const left = element('div', '');
  left.append(title, ' ', state, ' ', clock(id), legs);
  const right = element('div', '', 'buttons');
  const hang = button('Hang up', 'danger', () => hangUp(id, hang));
  right.append(button('SIP', 'plain', () => trace.only(id)));
  if (mayCall) {
    right.append(hang);
  }
  const item = element('li', '');
  item.append(left, right);
  const update = (call) => {
    title.textContent = `${call.from || 'unknown'} → ${call.to}`;
    state.textContent = call.emergency ? `emergency, ${call.state}` : call.state;
    state.className = `badge ${call.emergency ? 'bad' : call.state === 'answered' ? 'good' : ''}`;
    legs.textContent = call.legs.map(legText).join(' · ');
    hang.setAttribute('aria-label', `Hang up ${title.textContent}`);
  };
  return { item, update };
}

function legText({ remote, state, codec, muted }) {
  return [remote, state, codec, muted ? 'muted' : ''].filter((it) => it !== '').join(' ');
}

/** How long the call has lasted, or its parties talked. */
function clock(id) {
  const made = element('span', '', 'clock quiet');
  made.dataset.call = id;
  tick(made);
  return made;
}

function tick(made) {
  const call = picture?.calls.find((it) => it.id === made.dataset.call);
  if (call) {
    const seconds = Math.max(0, Math.floor((Date.now() - new Date(call.answered_at ?? call.created_at)) / SECOND_MS));
    made.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  }
}

const providerState = ({ display_name: name, id, reason, state }) =>
  [name || id, reason || id, state, { registered: 'good', failed: 'bad' }[state]];
const deviceState = ({ extension, display_name: name, contacts, registered }) =>
  [`${extension} ${name}`, contacts.map((it) => it.address).join(', ') || 'nowhere',
    registered ? 'registered' : 'away', registered ? 'good' : ''];

function stateRow(texts) {
  return () => {
    const title = document.createTextNode('');
    const detail = element('small', '');
    const left = element('div', '');
    left.append(title, detail);
    const state = badge('');
    const item = element('li', '');
    item.append(left, state);
    const update = (thing) => {
      const [name, more, word, className] = texts(thing);
      title.data = name;
      detail.textContent = more;
      state.textContent = word;
      state.className = `badge ${className ?? ''}`;
    };
    return { item, update };
  };
}

async function hangUp(id, pressed) {
  if (pressed.ariaDisabled === 'true') {
    return;
  }
  pressed.ariaDisabled = 'true'; // a disabled one would lose the focus
  try {
    await ask('DELETE', `/calls/${encodeURIComponent(id)}`);
    say('');
  } catch (problem) {
    say(problem.message);
    pressed.ariaDisabled = 'false';
  }
}

function note(message) {
  const list = byId('events');
  const item = element('li', '');
  const data = Object.entries(message.data ?? {}).map(([name, value]) => `${name}=${short(value)}`);
  item.append(
    element('time', new Date(message.ts ?? Date.now()).toLocaleTimeString([], { hourCycle: 'h23' })), ' ',
    element('b', message.event), ' ',
    element('span', [message.call_id, message.leg_id, ...data].filter((it) => it).join(' '), 'quiet'));
  list.prepend(item);
  while (list.children.length > EVENTS_SHOWN) {
    list.lastChild.remove();
  }
}

function short(value) {
  return typeof value === 'number' && !Number.isInteger(value) ? value.toFixed(1) : JSON.stringify(value);
}

function leave() {
  stream.close();
  picture = null;
  show('login');
}

async function enter() {
  try {
    const session = await ask('GET', '/session');
    byId('name').textContent = session.name;
    mayCall = session.scopes.some((it) => it === 'call' || it === 'admin');
    show('status');
    stream.open();
  } catch (problem) {
    problem.status === 401 ? leave() : setTimeout(enter, RETRY_MS);
  }
}

function onSubmit(id, send) {
  byId(id).addEventListener('submit', async (event) => {
    event.preventDefault();
    const fields = Object.fromEntries(new FormData(event.target));
    try {
      await send(fields);
      event.target.reset();
      say('');
      history.replaceState(null, '', '/');
      await enter();
    } catch (problem) {
      say(problem.message);
    }
  });
}

onSubmit('login', ({ name, password }) => ask('POST', '/login', { name, password }));
onSubmit('setup', ({ name, password, again }) => {
  if (password !== again) {
    throw new Error('The two passwords differ.');
  }
  return ask('POST', '/setup', { secret: location.hash.slice(1), name, password });
});
byId('logout').addEventListener('click', async () => {
  try {
    await ask('POST', '/logout');
    location.assign('/');
  } catch (problem) {
    say(problem.message);
  }
});
setInterval(() => document.querySelectorAll('.clock').forEach(tick), SECOND_MS);

if (location.pathname === '/setup' && location.hash.length > 1) {
  show('setup');
} else {
  enter();
}
