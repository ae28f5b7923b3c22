/**
 * Sends what is in the outbox and hears the answers. Acknowledged rows leave; "not now" means all of it again, in
 * order; a refusal stands, and the section is fetched anew without the refused words.
 *
 * Tells: `changed`, `refused`, `late` (key, words), `anew` (key): this section's text must come from the server.
 */
import { Heard } from "./events.js";
import { PASSING } from "./outbox.js";
import { wordsIn } from "./voices.js";
import { KIND, push } from "./wire.js";

const SOON = 300;
const LATEST = 10_000;
const ROUNDS = 8; // so often "not now" for one section, and nothing acknowledged there in between: it will never fit

export class Post extends Heard {
  #outbox;
  #copy;
  #link;
  #clock;
  #numberOf;
  #pause = null;
  #rounds = new Map();

  constructor({ outbox, copy, link, clock, numberOf }) {
    super();
    this.#outbox = outbox;
    this.#copy = copy;
    this.#link = link;
    this.#clock = clock;
    this.#numberOf = numberOf;
    this.isServerFull = false;
  }

  /** One's own change: it is in the outbox, on its way to the device and to the server. */
  add(section, update) {
    const row = this.#outbox.add(section.key, update);
    if (section.isStale) this.#outbox.setAsideFrom(row, "gap");
    if (this.#copy.isKept) this.#copy.keeper.write(row);
    this.pump();
    this.tell("changed");
    if (row.why) this.tell("refused");
  }

  pump() {
    if (!this.#link.isReady || this.#pause) return;
    for (const { request, section, update } of this.#outbox.parcels()) {
      this.#link.send(push(request, this.#numberOf(section), update));
    }
    this.#link.owes(this.#outbox.unanswered);
  }

  /** No answer can come any more to what was sent before. */
  hangUp() {
    this.#pause?.();
    this.#pause = null;
    this.#outbox.forgetAnswers();
  }

  answer({ kind, request, code }) {
    if (kind === KIND.ACK) this.#acknowledged(request);
    else if (kind === KIND.LATE) this.#late(request);
    else if (PASSING.has(code)) this.#notNow(request, code);
    else this.#setAside(this.#outbox.setAside(request, code));
    if (this.#link.isReady) this.#link.owes(this.#outbox.unanswered, true);
    this.tell("changed");
  }

  /** The person took note of what was refused in this section: it need not be kept any longer. */
  letGo(key) {
    this.#forget(this.#outbox.letGo(key));
    this.tell("refused");
    this.tell("changed");
  }

  #acknowledged(request) {
    const rows = this.#outbox.acknowledged(request);
    this.isServerFull = false;
    for (const row of rows) this.#rounds.delete(row.section);
    this.#forget(rows);
    this.pump();
  }

  /** Kept beside the note, since it is being read: so it leaves the text here as well. */
  #late(request) {
    const rows = this.#outbox.acknowledged(request);
    if (!rows.length) return;
    this.#forget(rows);
    this.tell("anew", rows[0].section);
    this.tell("late", rows[0].section, wordsIn(rows.map((row) => row.update)));
  }

  #notNow(request, code) {
    const [row] = this.#outbox.postponed(request);
    this.isServerFull = code === "storage";
    if (this.#pause || !row) return;
    const rounds = (this.#rounds.get(row.section) ?? 0) + (this.isServerFull ? 0 : 1);
    this.#rounds.set(row.section, rounds);
    if (rounds >= ROUNDS) {
      this.#rounds.delete(row.section);
      this.#setAside(this.#outbox.setAsideFrom(this.#outbox.firstOf(row.section), "gap"));
    }
    this.#pause = this.#clock.after(this.isServerFull ? LATEST : Math.min(SOON * 2 ** rounds, LATEST), () => {
      this.#pause = null;
      this.pump();
    });
  }

  #setAside(rows) {
    if (!rows.length) return;
    if (this.#copy.isKept) for (const row of rows) this.#copy.keeper.write(row);
    this.tell("anew", rows[0].section);
    this.tell("refused");
  }

  #forget(rows) {
    for (const row of rows) this.#copy.keeper.forget(row);
  }
}
