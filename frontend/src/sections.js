/** One part of the note: a Yjs document with one text in it, and a gate for what others write meanwhile. */
import { Doc, applyUpdate, encodeStateAsUpdate, encodeStateVector } from "yjs";
import { Heard } from "./events.js";

/** Where a change comes from. Anything else is this person's own doing. */
export const SERVER = Symbol("server");
export const DEVICE = Symbol("device");

/**
 * Tells: `wrote` (update) for one's own changes; `text` (event or null) when the text changed; `before` (origin) just
 * before it does; `renewed` when the document was replaced; `held` (count) when changes of others wait or were let in.
 */
export class Section extends Heard {
  #holders = 0;
  #held = [];
  #replacement = null;
  #hand;

  constructor(key, { title = key, hand }) {
    super();
    this.key = key;
    this.title = title;
    this.#hand = hand;
    this.isStale = false;
    this.#begin();
  }

  /** Whose hand new letters are written with: one number for all sections of a page load. */
  set hand(hand) {
    this.#hand = hand;
    this.doc.clientID = hand;
  }

  /** What others wrote. It waits while the person here is in the middle of a word. */
  receive(update, origin = SERVER) {
    if (this.#holders) {
      this.#held.push([update, origin]);
      this.tell("held", this.#held.length);
    } else {
      applyUpdate(this.doc, update, origin);
    }
  }

  /** Whether the text must still be asked for. */
  get lacksText() {
    return this.isStale && !this.#replacement;
  }

  /** Begin anew from what the server has; words it refused are no longer in the text. */
  renew(update) {
    if (this.#holders) {
      this.#replacement = update;
      this.#held = [];
      return;
    }
    this.doc.destroy();
    this.#begin();
    applyUpdate(this.doc, update, SERVER);
    this.isStale = false;
    this.tell("renewed");
    this.tell("text", null);
  }

  hold() {
    this.#holders++;
  }

  release() {
    if (!this.#holders || --this.#holders) return;
    const replacement = this.#replacement;
    const held = this.#held;
    this.#replacement = null;
    this.#held = [];
    if (replacement) this.renew(replacement);
    for (const [update, origin] of held) applyUpdate(this.doc, update, origin);
    if (held.length) this.tell("held", 0);
  }

  get vector() {
    return encodeStateVector(this.doc);
  }

  get whole() {
    return encodeStateAsUpdate(this.doc);
  }

  #begin() {
    this.doc = new Doc({ gc: false });
    this.doc.clientID = this.#hand;
    this.text = this.doc.getText("t");
    this.doc.on("beforeTransaction", (transaction) => this.tell("before", transaction.origin));
    this.doc.on("update", (update, origin) => isOwn(origin) && this.tell("wrote", update));
    this.text.observe((event, transaction) => this.tell("text", event, transaction));
  }
}

const isOwn = (origin) => origin !== SERVER && origin !== DEVICE;
