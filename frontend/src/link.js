/**
 * The line to the server: a ticket, a socket, and back again when it breaks. It knows when it may send and says why
 * it may not; what is sent is not its business.
 *
 * States: asking (for a ticket), opening, ready, waiting (for the next try), locked (sign in again), gone (no longer
 * yours), stopped.
 */
import { Backoff } from "./backoff.js";
import { Heard } from "./events.js";
import { Malformed, read, toBase64 } from "./wire.js";

const OPENING = 12_000;
const SILENCE = 8_000;
const STEADY = 5_000;
const HIDDEN = 60_000;
const OPEN = 1;
const CLOSED = { signIn: 4401, notYours: 4403 };

export class Link extends Heard {
  #urls;
  #opening;
  #clock;
  #fetch;
  #Socket;
  #backoff;
  #socket = null;
  #why = "";
  #attempt = 0;
  #limit = () => {};
  #next = () => {};
  #owed = 0;
  #readyAt = 0;
  #quietSince = 0;
  #stale = false;

  /** `opening(ticket)` answers with the state vectors to greet with; an error with a `state` ends the line. */
  constructor({ urls, csrf, opening, clock, fetch, Socket, random }) {
    super();
    this.#urls = urls;
    this.#opening = opening;
    this.#clock = clock;
    this.#fetch = fetch;
    this.#Socket = Socket;
    this.#backoff = new Backoff({ random });
    this.csrf = csrf;
    this.state = "waiting";
    this.calling = Promise.resolve();
  }

  get isReady() {
    return this.state === "ready";
  }

  /** Calls now. Settles when the socket has been asked for, or when it is clear that it cannot be. */
  start() {
    return (this.calling = this.#call());
  }

  async #call() {
    const attempt = this.#begin();
    const answer = await this.#askTicket();
    if (attempt !== this.#attempt) return;
    if (answer.state) return this.#cannot(answer.state);
    this.#enter("opening");
    let vectors;
    try {
      vectors = await this.#opening(answer.ticket);
    } catch (error) {
      return error.state ? this.stop(error.state) : this.fail();
    }
    if (attempt === this.#attempt) this.#open(answer.ticket.ticket, vectors);
  }

  send(bytes) {
    if (this.isReady && this.#socket.readyState === OPEN) this.#socket.send(bytes);
  }

  /** So many parcels wait for an answer. When none comes for too long the line is dead, whatever the socket says. */
  owes(count, answered = false) {
    if (count === this.#owed && !answered) return;
    if (!this.#owed || !count || answered) {
      this.#limit();
      if (count) this.#limit = this.#clock.after(SILENCE, () => this.again());
    }
    this.#owed = count;
  }

  /** Hang up and call again at once, for instance to be told a section from its beginning. */
  again() {
    if (this.isOver) return;
    this.#hangUp();
    this.start();
  }

  /** Something is wrong with the line. Hang up, wait a little, call again. */
  fail() {
    this.#attempt++;
    this.#hangUp();
    if (this.state !== "locked") this.#enter("waiting");
    this.#next = this.#clock.after(this.#backoff.next(), () => this.start());
  }

  /** The network is back, or the person is: no reason to wait any longer. */
  nudge() {
    if (this.state === "waiting" || this.state === "locked") this.start();
    else if (this.isReady && this.#stale) this.again();
    this.#stale = false;
  }

  /** The network went. A server on this same machine may still be there, so the line is only doubted, not cut. */
  doubt() {
    this.#stale = true;
  }

  hidden() {
    this.#quietSince = this.#clock.now();
  }

  shown() {
    if (this.#clock.now() - this.#quietSince > HIDDEN) this.doubt();
    this.nudge();
  }

  /** Signed in again: go on with this token. */
  resume(csrf) {
    if (csrf) this.csrf = csrf;
    this.start();
  }

  get isOver() {
    return this.state === "gone" || this.state === "stopped" || this.state === "other";
  }

  stop(state = "stopped") {
    this.#attempt++;
    this.#next();
    this.#hangUp();
    this.#enter(state);
  }

  #begin() {
    this.#next();
    this.#hangUp();
    this.#why = "";
    this.#owed = 0;
    this.#limit = this.#clock.after(OPENING, () => this.fail());
    if (this.state !== "locked") this.#enter("asking"); // a quiet try while the question stands
    return ++this.#attempt;
  }

  async #askTicket() {
    try {
      const answer = await this.#fetch(this.#urls.ticket, {
        method: "POST",
        headers: { "X-CSRFToken": this.csrf, Accept: "application/json" },
        credentials: "same-origin",
        redirect: "manual",
        cache: "no-store",
      });
      if (answer.ok) return { ticket: await answer.json() };
      if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403)
        return { state: "locked" };
      return { state: answer.status === 404 ? "gone" : "waiting" };
    } catch {
      return { state: "waiting" };
    }
  }

  #cannot(state) {
    if (state === "waiting") return this.fail();
    if (state === "gone") return this.stop("gone");
    this.#limit();
    this.#enter("locked");
  }

  #open(ticket, vectors) {
    const socket = new this.#Socket(this.#urls.live);
    const isOurs = () => socket === this.#socket;
    this.#socket = socket;
    socket.binaryType = "arraybuffer";
    socket.onopen = () => isOurs() && socket.send(greeting(ticket, vectors));
    socket.onmessage = (event) => isOurs() && this.#heard(event.data);
    socket.onclose = (event) => isOurs() && this.#closed(event.code);
    socket.onerror = () => {};
  }

  #heard(data) {
    try {
      if (typeof data === "string") this.#said(JSON.parse(data));
      else this.tell("frame", read(new Uint8Array(data)));
    } catch (error) {
      if (!(error instanceof Malformed || error instanceof SyntaxError)) throw error;
      this.fail();
    }
  }

  #said(message) {
    if (message.t === "bye") this.#why = message.why;
    if (message.t === "ready") {
      this.#limit();
      this.#readyAt = this.#clock.now();
      this.#enter("ready");
    }
    this.tell("said", message);
  }

  #closed(code) {
    this.#socket = null;
    if (this.isReady && this.#clock.now() - this.#readyAt >= STEADY) this.#backoff.reset();
    if (code === CLOSED.notYours) return this.stop("gone");
    if (code === CLOSED.signIn && this.#why !== "ticket") {
      this.#limit();
      return this.#enter("locked");
    }
    this.fail();
  }

  #hangUp() {
    this.#limit();
    this.#limit = () => {};
    const socket = this.#socket;
    this.#socket = null;
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
  }

  #enter(state) {
    if (state === this.state) return;
    this.state = state;
    this.tell("state", state);
  }
}

function greeting(ticket, vectors) {
  const sv = Object.fromEntries([...vectors].map(([key, vector]) => [key, toBase64(vector)]));
  return JSON.stringify({ t: "hello", ticket, sv });
}
