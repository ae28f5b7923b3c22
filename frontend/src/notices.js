/** News that stays until it is dealt with: words refused, late, or taken out; the note moving on. */
import { make } from "./dom.js";

export class Notices {
  #place;
  #say;
  #shown = new Map();

  constructor(place, say) {
    this.#place = place;
    this.#say = say;
  }

  /**
   * One notice per key. `words` are quoted as they were written; `acts` is a list of { text, act } or { text, href }.
   * It is told aloud when it appears, not when it only changes.
   */
  show(key, { tone = "", title, text, words = "", acts = [] }) {
    const now = JSON.stringify([tone, title, text, words]);
    const before = this.#shown.get(key);
    if (before?.now === now) return;
    const card = make(
      "section",
      { class: `notice ${tone} writing-notice`, "data-live-notice": key, "aria-label": title },
      make(
        "div",
        { class: "notice-words" },
        make("p", { class: "notice-title" }, title),
        make("p", {}, text),
        words ? make("blockquote", { class: "writing-words", tabindex: "0" }, words) : null,
        acts.length ? make("p", { class: "row" }, ...acts.map((act) => control(act))) : null,
      ),
    );
    if (before) before.card.replaceWith(card);
    else this.#place.append(card);
    if (!before) this.#say(`${title}. ${text}`);
    this.#shown.set(key, { card, now });
  }

  hide(key) {
    this.#shown.get(key)?.card.remove();
    this.#shown.delete(key);
  }

  /** Every notice whose key begins so, except those named. */
  keepOnly(beginning, keys) {
    for (const key of [...this.#shown.keys()]) {
      if (key.startsWith(beginning) && !keys.includes(key)) this.hide(key);
    }
  }
}

function control({ text, act, href, isMain = false }) {
  const look = `button button-small${isMain ? "" : " button-quiet"}`;
  return href
    ? make("a", { class: look, href }, text)
    : make("button", { class: look, type: "button", click: act }, text);
}
