// The latest SIP messages, and those that pass, newest first.
import { byId, button, element, oncePerFrame } from './dom.js';

const LINES = 300;
const FIRST_LINES = 100;
const TYPING_MS = 300;
const FIELDS = ['call_id', 'method', 'code', 'text'];

export class TraceTail {
  #ask;
  #stream;
  #list = byId('trace');
  #form = byId('trace-filter');
  #pause = byId('trace-pause');
  #note = byId('trace-note');
  #paused = false;
  #typing = null;
  #turn = 0; // of asking for messages; answers to an earlier one are late
  #shown = new Set();
  #waiting = [];
  #draw = oncePerFrame(() => this.#show());

  /** Where to ask: a function for REST, and the stream. */
  constructor(ask, stream) {
    this.#ask = ask;
    this.#stream = stream;
    this.#form.addEventListener('submit', (event) => event.preventDefault());
    this.#form.addEventListener('input', () => this.#changedSoon());
    this.#form.addEventListener('reset', () => setTimeout(() => this.#changed()));
    this.#pause.addEventListener('click', () => this.#toggle());
  }

  /** Shows the messages of one call. */
  only(callId) {
    this.#form.reset();
    this.#form.elements.call_id.value = callId;
    this.#changedSoon();
    byId('trace-title').scrollIntoView();
    this.#pause.focus({ preventScroll: true });
  }

  /** There is a connection; what passed without one is asked for. */
  start() {
    if (!this.#paused) {
      this.#watch();
    }
  }

  hear({ call_id, leg_id, data }) {
    if (!this.#paused) {
      this.#take({ ...data, call_id, leg_id });
    }
  }

  #changedSoon() {
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => this.#changed(), TYPING_MS);
  }

  #changed() {
    this.#clear();
    if (this.#paused) {
      this.#toggle();
    } else {
      this.#watch();
    }
  }

  #toggle() {
    this.#paused = !this.#paused;
    this.#pause.textContent = this.#paused ? 'Go on' : 'Pause';
    this.#say(this.#paused ? 'Paused.' : '');
    if (this.#paused) {
      this.#stream.ask('unsubscribe', { events: ['sip_trace'] }).catch(() => {});
    } else {
      this.#watch();
    }
  }

  #filter() {
    const fields = new FormData(this.#form);
    const given = FIELDS.map((name) => [name, fields.get(name).trim()]).filter(([, value]) => value !== '');
    return Object.fromEntries(given);
  }

  async #watch() {
    const turn = ++this.#turn;
    const filter = this.#filter();
    try {
      await this.#stream.ask('subscribe', { events: ['sip_trace'], trace: filter });
      const query = new URLSearchParams({ ...filter, limit: FIRST_LINES });
      const { items } = await this.#ask('GET', `/trace?${query}`);
      if (turn === this.#turn && !this.#paused) {
        items.forEach((message) => this.#take(message));
        this.#say(items.length === 0 ? 'Nothing that fits is remembered.' : '');
      }
    } catch (problem) {
      if (turn === this.#turn) {
        this.#say(problem.message);
      }
    }
  }

  #say(text) {
    this.#note.textContent = text;
  }

  #clear() {
    this.#turn++;
    this.#waiting = [];
    this.#shown.clear();
    this.#list.replaceChildren();
  }

  /** A message may come both as it passes and as a remembered one. */
  #take(message) {
    const key = [message.timestamp, message.direction, message.local, message.remote, message.message.length].join();
    if (!this.#shown.has(key)) {
      this.#shown.add(key);
      if (this.#shown.size > 4 * LINES) { // here: a hidden page is not drawn
        this.#shown = new Set([...this.#shown].slice(-2 * LINES));
      }
      this.#waiting.push({ ...message, key });
      this.#waiting.splice(0, this.#waiting.length - LINES);
      this.#draw();
    }
  }

  #show() {
    if (this.#waiting.length > 0) {
      this.#say('');
    }
    this.#waiting.splice(0).sort((a, b) => (a.timestamp < b.timestamp ? -1 : 1)).forEach((message) => this.#insert(message));
    while (this.#list.children.length > LINES) {
      this.#list.lastChild.remove();
    }
  }

  /** Almost always on top; below those that are newer. */
  #insert(message) {
    const item = this.#line(message);
    let next = this.#list.firstChild;
    while (next && next.dataset.at > message.timestamp) {
      next = next.nextSibling;
    }
    this.#list.insertBefore(item, next);
  }

  #line(message) {
    const item = element('li', '');
    item.dataset.at = message.timestamp;
    const details = element('details', '');
    const summary = element('summary', '');
    const sent = message.direction === 'send';
    summary.append(
      element('span', sent ? '→' : '←', sent ? 'sent' : 'received'),
      element('time', time(message.timestamp)),
      element('span', title(message.message), `title ${mood(message.message)}`),
      element('span', `${sent ? 'to' : 'from'} ${message.remote} ${message.transport}`, 'quiet'));
    details.append(summary);
    details.addEventListener('toggle', () => this.#open(details, message), { once: true });
    item.append(details);
    return item;
  }

  #open(details, message) {
    if (message.call_id) {
      const where = element('p', `Call ${message.call_id}, leg ${message.leg_id} `);
      where.append(button('Only this call', 'small', () => this.only(message.call_id)));
      details.append(where);
    }
    const text = element('pre', message.message.trimEnd());
    text.tabIndex = 0;
    details.append(text);
  }
}

function time(timestamp) {
  return new Date(timestamp).toLocaleTimeString([], {
    hour: '2-digit', minute: '2-digit', second: '2-digit', fractionalSecondDigits: 3, hourCycle: 'h23' });
}

/** The method and whom it is for, or the status with the method it answers. */
function title(message) {
  const line = message.split('\r\n', 1)[0];
  const method = /^CSeq\s*:\s*\d+\s+(\S+)/im.exec(message)?.[1] ?? '';
  return line.startsWith('SIP/2.0 ') ? `${line.slice(8)} (${method})` : line.replace(/ SIP\/2\.0$/, '');
}

function mood(message) {
  const status = /^SIP\/2\.0 (\d)/.exec(message)?.[1] ?? '';
  return { 2: 'good', 4: 'bad', 5: 'bad', 6: 'bad' }[status] ?? '';
}
