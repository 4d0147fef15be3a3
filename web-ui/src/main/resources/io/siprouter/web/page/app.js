// The plain page: log in, see what goes on, hang up. Everything from the server is put in as text, never as HTML.
'use strict';

const API = '/api/v1';
const REFRESH_MS = 250;
const RETRY_MS = 3000;
const EVENTS_SHOWN = 100;

const byId = (id) => document.getElementById(id);
let socket = null;
let refreshing = null;

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
  const field = byId(view).querySelector('input');
  if (field) {
    field.focus();
  }
}

function say(text) {
  byId('message').textContent = text;
  byId('message').hidden = text === '';
}

function element(tag, text, className) {
  const made = document.createElement(tag);
  made.textContent = text;
  if (className) {
    made.className = className;
  }
  return made;
}

function row(title, detail, right) {
  const item = document.createElement('li');
  const left = element('span', title);
  left.append(element('small', detail));
  item.append(left, right);
  return item;
}

function fill(id, rows, nothing) {
  byId(id).replaceChildren(...(rows.length > 0 ? rows : [element('li', nothing)]));
}

function callRow(call) {
  const button = element('button', 'Hang up', 'danger');
  button.type = 'button';
  button.setAttribute('aria-label', `Hang up ${call.from} to ${call.to}`);
  button.addEventListener('click', () => hangUp(call.id, button));
  const legs = call.legs.map((leg) => `${leg.remote} ${leg.state}`).join(', ');
  return row(`${call.from} → ${call.to}`, `${call.state}: ${legs}`, button);
}

function render(status) {
  byId('version').textContent = status.version;
  byId('since').textContent = new Date(status.started_at).toLocaleString();
  fill('calls', status.calls.map(callRow), 'No calls.');
  fill('providers', status.providers.map((it) => row(it.display_name, it.reason || it.id,
    element('span', it.state, it.state === 'registered' ? 'good' : 'bad'))), 'No providers.');
  fill('devices', status.devices.map((it) => row(`${it.extension} ${it.display_name}`,
    it.contacts.map((contact) => contact.address).join(', ') || 'nowhere',
    element('span', it.registered ? 'registered' : 'away', it.registered ? 'good' : ''))), 'No phones.');
}

async function hangUp(id, button) {
  button.disabled = true;
  try {
    await ask('DELETE', `/calls/${encodeURIComponent(id)}`);
  } catch (problem) {
    say(problem.message);
    button.disabled = false;
  }
}

function note(message) {
  const time = new Date(message.ts).toLocaleTimeString();
  const data = message.data ? ' ' + JSON.stringify(message.data) : '';
  const list = byId('events');
  list.prepend(element('li', `${time} ${message.event} ${message.call_id || ''}${data}`));
  while (list.children.length > EVENTS_SHOWN) {
    list.lastChild.remove();
  }
}

function refreshSoon() {
  refreshing ??= setTimeout(async () => {
    refreshing = null;
    try {
      render(await ask('GET', '/status'));
    } catch (problem) {
      problem.status === 401 ? leave() : say(problem.message);
    }
  }, REFRESH_MS);
}

function hear(message) {
  if (message.event === 'hello') {
    byId('connection').textContent = 'live';
  } else if (message.event && message.event !== 'status') {
    note(message);
  }
  refreshSoon();
}

function connect() {
  const address = new URL(API + '/ws', location.href);
  address.protocol = location.protocol.replace('http', 'ws');
  socket = new WebSocket(address, 'siprouter.v1');
  socket.addEventListener('message', (frame) => hear(JSON.parse(frame.data)));
  socket.addEventListener('close', () => {
    if (socket) {
      byId('connection').textContent = 'lost, trying again';
      setTimeout(enter, RETRY_MS);
    }
  });
}

function leave() {
  const old = socket;
  socket = null;
  old?.close();
  show('login');
}

async function enter() {
  try {
    const session = await ask('GET', '/session');
    byId('name').textContent = session.name;
    show('status');
    connect();
    refreshSoon();
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
  await ask('POST', '/logout');
  leave();
});

if (location.pathname === '/setup' && location.hash.length > 1) {
  show('setup');
} else {
  enter();
}
