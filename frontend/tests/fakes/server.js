/**
 * A server that speaks the protocol, for one note, in memory. It checks what a test needs checked (clocks without a
 * gap, one person per hand, rights, stage) and misbehaves on demand. Frames travel when `run` is called, in order.
 */
import * as Y from "yjs";
import { KIND, Reader, join, toBase64, uint } from "../../src/wire.js";

export const PEOPLE = [
  { n: 0, name: "Jordan", initials: "J", voice: "participant" },
  { n: 1, name: "Avery Moss", initials: "AM", voice: "supporter" },
];
export const KEYS = ["did", "wins", "own"];

export class FakeServer {
  seq = 0;
  stage = "draft";
  log = KEYS.map(() => []);
  late = [];
  hands = new Map();
  lines = new Set();
  pushes = [];
  tickets = 0;
  signedOut = new Set();
  gone = new Set();
  deviceKeys = new Map();
  limit = Infinity; // bytes an update may have
  nack = null; // (frame) -> a code, or nothing
  loseAnswers = false;
  silent = false; // takes everything, says nothing: half open
  down = false;
  #wire = [];
  #connections = 0;

  mine(n) {
    return n === 0 ? KEYS : KEYS.filter((key) => key !== "own");
  }

  keyOf(n) {
    return this.deviceKeys.get(n) ?? new Uint8Array(32).fill(n + 1);
  }

  /** What `fetch` is for the page of this person. */
  fetchFor(n) {
    return async (url, { headers }) => {
      if (this.down) throw new TypeError("no network");
      if (this.gone.has(n)) return response(404, {});
      if (this.signedOut.has(n)) return response(401, {});
      if (headers["X-CSRFToken"] !== `token-${n}`) return response(403, {});
      this.tickets++;
      return response(200, { ticket: `t${this.tickets}`, device_key: toBase64(this.keyOf(n)), me: n });
    };
  }

  /** The socket class of this person's page. */
  socketFor(n) {
    const server = this;
    return class {
      readyState = 1;
      constructor() {
        this.line = { n, connection: ++server.#connections, socket: this, isReady: false };
        server.#post(() => (server.down ? server.#drop(this.line, 1006) : this.onopen?.()));
      }
      send(data) {
        server.#post(() => server.#receive(this.line, data));
      }
      close() {
        server.lines.delete(this.line);
        this.line.isClosed = true;
      }
    };
  }

  /** Everything that is on its way arrives, and what that brings about, until nothing moves. */
  run() {
    while (this.#wire.length) this.#wire.shift()();
  }

  /** The line of everybody breaks without a word. */
  cut(code = 1006) {
    this.#wire = [];
    for (const line of [...this.lines]) this.#drop(line, code);
  }

  bye(n, why, code) {
    for (const line of [...this.lines].filter((line) => line.n === n)) {
      this.#say(line, { t: "bye", why });
      this.#post(() => this.#drop(line, code));
    }
  }

  enter(stage) {
    this.stage = stage;
    for (const line of this.lines) this.#say(line, { t: "stage", stage });
  }

  /** The note is opened again: late words come into the log, and everybody is sent back to it. */
  reopen() {
    this.stage = "draft";
    for (const { n, section, update } of this.late.splice(0)) {
      for (const { id } of Y.decodeUpdate(update).structs) this.hands.set(id.client, n);
      this.log[section].push(update);
    }
    this.cut(1013);
  }

  doc(key) {
    const doc = new Y.Doc();
    for (const update of this.log[KEYS.indexOf(key)]) Y.applyUpdate(doc, update);
    return doc;
  }

  text(key) {
    return this.doc(key).getText("t").toString();
  }

  /** Somebody writes without a page: straight into the log, and out to everybody. */
  write(n, key, at, words, gone = 0) {
    const doc = this.doc(key);
    doc.clientID = 9000 + n;
    this.hands.set(doc.clientID, n);
    for (const line of this.lines) this.#say(line, { t: "authors", authors: { [doc.clientID]: n } });
    const updates = [];
    doc.on("update", (update) => updates.push(update));
    doc.transact(() => {
      if (gone) doc.getText("t").delete(at, gone);
      if (words) doc.getText("t").insert(at, words);
    });
    this.#keep(KEYS.indexOf(key), updates[0], null);
  }

  #post(act) {
    this.#wire.push(act);
  }

  #say(line, message) {
    this.#post(() => !line.isClosed && line.socket.onmessage?.({ data: JSON.stringify(message) }));
  }

  #send(line, bytes) {
    if (this.silent) return;
    this.#post(() => !line.isClosed && line.socket.onmessage?.({ data: bytes.buffer.slice(0) }));
  }

  #drop(line, code) {
    this.lines.delete(line);
    line.isClosed = true;
    line.socket.onclose?.({ code });
  }

  #receive(line, data) {
    if (line.isClosed || this.silent) return;
    if (typeof data === "string") return this.#greet(line, JSON.parse(data));
    const reader = new Reader(data);
    const kind = reader.byte();
    if (kind === KIND.PUSH) this.#push(line, reader.uint(), reader.uint(), reader.rest());
    if (kind === KIND.PRESENCE) this.#presence(line, reader.uint(), reader.rest());
  }

  #greet(line, { sv }) {
    const { n } = line;
    const sections = KEYS;
    this.lines.add(line);
    this.#say(line, {
      t: "welcome",
      you: n,
      people: PEOPLE,
      authors: Object.fromEntries(this.hands),
      sections,
      mine: this.mine(n),
      seq: this.seq,
      stage: this.stage,
    });
    KEYS.forEach((key, i) => {
      const known = sv[key] ? Uint8Array.from(atob(sv[key]), (c) => c.charCodeAt(0)) : undefined;
      const diff = Y.encodeStateAsUpdate(this.doc(key), known);
      this.#send(line, join([KIND.STATE, ...uint(i), ...uint(this.seq)], diff));
    });
    this.#say(line, { t: "ready", seq: this.seq });
    this.#people();
  }

  #people() {
    const here = [...new Set([...this.lines].map((line) => line.n))];
    for (const line of this.lines) this.#say(line, { t: "people", people: PEOPLE, here });
  }

  #presence(line, place, position) {
    const bytes = join([KIND.THERE, ...uint(line.n), ...uint(line.connection), ...uint(place)], position);
    for (const other of this.lines) if (other !== line) this.#send(other, bytes);
  }

  #push(line, request, section, update) {
    this.pushes.push({ n: line.n, request, section, update });
    const answer = (kind, ...rest) => this.loseAnswers || this.#send(line, join([kind, ...uint(request)], ...rest));
    const code = this.nack?.({ n: line.n, section, update }) || this.#why(line.n, section, update);
    if (code) return answer(KIND.NACK, new TextEncoder().encode(code));
    if (this.stage !== "draft") {
      this.late.push({ n: line.n, section, update });
      return answer(KIND.LATE);
    }
    this.#keep(section, update, line);
    answer(KIND.ACK, uint(this.seq));
  }

  #why(n, section, update) {
    if (!this.mine(n).includes(KEYS[section])) return "section";
    if (update.length > this.limit) return "big";
    const known = Y.getStateVector?.(this.doc(KEYS[section]).store) ?? stateOf(this.doc(KEYS[section]));
    for (const { id, length } of Y.decodeUpdate(update).structs) {
      const hand = this.hands.get(id.client);
      if (hand !== undefined && hand !== n) return "author";
      if (id.clock > (known.get(id.client) ?? 0)) return "gap";
      known.set(id.client, Math.max(known.get(id.client) ?? 0, id.clock + length));
    }
    return "";
  }

  #keep(section, update, from) {
    if (from) {
      for (const { id } of Y.decodeUpdate(update).structs) {
        if (this.hands.has(id.client)) continue;
        this.hands.set(id.client, from.n);
        for (const line of this.lines) this.#say(line, { t: "authors", authors: { [id.client]: from.n } });
      }
    }
    this.log[section].push(update);
    this.seq++;
    for (const line of this.lines) {
      if (line !== from) this.#send(line, join([KIND.FAN, ...uint(section)], update));
    }
  }
}

function stateOf(doc) {
  return Y.decodeStateVector(Y.encodeStateVector(doc));
}

function response(status, body) {
  return { status, ok: status === 200, type: "basic", json: async () => body };
}
