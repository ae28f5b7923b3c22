/** Where others are writing: a line between two letters, and a flag with the name that goes when they pause. */
import { createAbsolutePositionFromRelativePosition, decodeRelativePosition } from "yjs";
import { make, voiceClass } from "./dom.js";

const PAUSE = 2_000;

export class Carets {
  #layer;
  #backdrop;
  #section;
  #clock;
  #marks = new Map(); // connection -> { mark, calm }

  constructor({ element, backdrop, section, clock }) {
    this.#backdrop = backdrop;
    this.#section = section;
    this.#clock = clock;
    this.#layer = make("div", { class: "writing-over", "aria-hidden": "true" });
    element.after(this.#layer);
  }

  /** Shows exactly these: a map from connections to { name, voice, position }. `moved` has its flag raised. */
  show(carets, moved = null) {
    for (const [connection, { mark, calm }] of this.#marks) {
      if (carets.has(connection)) continue;
      calm();
      mark.remove();
      this.#marks.delete(connection);
    }
    for (const [connection, caret] of carets) {
      if (!this.#marks.has(connection)) this.#add(connection, caret);
      if (connection === moved) this.#raise(connection);
      this.#place(this.#marks.get(connection).mark, caret.position);
    }
  }

  #add(connection, { name, voice }) {
    const flag = make("span", { class: "writing-flag" }, name);
    const mark = make("span", { class: "writing-caret", "data-voice": voiceClass(voice) }, flag);
    this.#layer.append(mark);
    this.#marks.set(connection, { mark, calm: () => {} });
    this.#raise(connection);
  }

  #raise(connection) {
    const held = this.#marks.get(connection);
    held.calm();
    delete held.mark.dataset.idle;
    held.calm = this.#clock.after(PAUSE, () => (held.mark.dataset.idle = ""));
  }

  #place(mark, position) {
    const index = indexOf(position, this.#section);
    mark.hidden = index === null;
    if (index === null) return;
    const { x, y, height, width } = this.#backdrop.placeOf(index);
    mark.style.transform = `translate(${x}px, ${y}px)`;
    mark.style.blockSize = `${height}px`;
    mark.toggleAttribute("data-turned", x > width / 2);
  }
}

/** The index a position stands for in this text; null when it is for none, or for words that are not here yet. */
export function indexOf(position, { doc, text }) {
  try {
    const found = createAbsolutePositionFromRelativePosition(decodeRelativePosition(position), doc, false);
    return found?.type === text ? found.index : null;
  } catch {
    return null;
  }
}
