// The WebSocket to the daemon: comes back by itself, and goes on with the events where it was.
import { apply } from './picture.js';

const FIRST_RETRY_MS = 1000;
const LAST_RETRY_MS = 15000;

export class Stream {
  #address;
  #listener;
  #socket = null;
  #asked = new Map();
  #lastId = 0;
  #retryMs = FIRST_RETRY_MS;
  #picture = null;
  #heard = null; // the last event that was told to the listener, of which run
  #resuming = false;

  /** The listener has opened(), lost(), retry(), changed(picture), event(message) and meter(message). */
  constructor(path, listener) {
    this.#address = new URL(path, location.href);
    this.#address.protocol = location.protocol.replace('http', 'ws');
    this.#listener = listener;
  }

  open() {
    const socket = new WebSocket(this.#address, 'siprouter.v1');
    this.#socket = socket;
    socket.addEventListener('message', (frame) => this.#socket === socket && this.#hear(JSON.parse(frame.data)));
    socket.addEventListener('close', () => this.#socket === socket && this.#lost());
  }

  close() {
    const socket = this.#socket;
    this.#socket = null;
    this.#picture = this.#heard = null;
    this.#forgetAsked();
    socket?.close();
  }

  /** Asks for a command; its result, or an error with what the daemon says. */
  ask(cmd, args) {
    const id = String(++this.#lastId);
    return new Promise((resolve, reject) => {
      if (this.#socket?.readyState !== WebSocket.OPEN) {
        reject(new Error('there is no connection to the daemon'));
        return;
      }
      this.#asked.set(id, { resolve, reject });
      this.#socket.send(JSON.stringify({ id, cmd, args }));
    });
  }

  #lost() {
    this.#socket = null;
    this.#forgetAsked();
    this.#listener.lost();
    setTimeout(() => this.#listener.retry(), this.#retryMs);
    this.#retryMs = Math.min(2 * this.#retryMs, LAST_RETRY_MS);
  }

  #forgetAsked() {
    this.#asked.forEach(({ reject }) => reject(new Error('the connection was lost')));
    this.#asked.clear();
  }

  #hear(message) {
    if (message.re !== undefined) {
      this.#answered(message);
    } else if (message.event === 'hello') {
      this.#greeted(message.data);
    } else if (message.event === 'status') {
      this.#status(message.data);
    } else if (message.seq !== undefined) {
      this.#counted(message);
    } else {
      this.#listener.meter(message);
    }
  }

  #answered({ re, ok, result, error }) {
    const asked = this.#asked.get(re);
    this.#asked.delete(re);
    ok ? asked?.resolve(result) : asked?.reject(new Error(error.detail));
  }

  #greeted({ boot_id: bootId }) {
    this.#retryMs = FIRST_RETRY_MS;
    this.#resuming = this.#heard?.bootId === bootId;
    if (this.#resuming) {
      this.ask('resume_stream', { boot_id: bootId, after: this.#heard.seq })
        .then(({ resumed }) => this.#resumed(resumed), () => {});
    }
    this.#listener.opened();
  }

  #resumed(resumed) {
    this.#resuming = false;
    if (!resumed && this.#picture) {
      this.#heard.seq = this.#picture.seq;
    }
  }

  #status(status) {
    this.#picture = status;
    if (!this.#resuming) {
      this.#heard = { bootId: status.boot_id, seq: status.seq };
    }
    this.#listener.changed(status);
  }

  /** While old events are repeated, new ones come out of order: they are told when it is their turn. */
  #counted(message) {
    if (message.seq === this.#heard?.seq + 1) {
      this.#heard.seq = message.seq;
      this.#listener.event(message);
    }
    if (this.#picture) {
      apply(this.#picture, message);
      this.#listener.changed(this.#picture);
    }
  }
}
