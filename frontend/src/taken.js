/**
 * Words of one's own that somebody else took out. They can come back by one's own hand only, so that they stand under
 * the right name.
 */
import {
  ContentString,
  createAbsolutePositionFromRelativePosition,
  createRelativePositionFromJSON,
  iterateDeletedStructs,
} from "yjs";
import { SERVER } from "./sections.js";
import { countLetters } from "./voices.js";

const CALM = 4_000;
const WORTH_A_WORD = 12; // letters; a mended slip of the pen is not

export class Taken {
  #section;
  #isMine;
  #clock;
  #tell;
  #words = "";
  #first = null;
  #due = null;

  /** `tell(words)` is called once things are calm and enough words went. */
  constructor({ section, isMine, clock, tell }) {
    Object.assign(this, { isWatching: true });
    this.#section = section;
    this.#isMine = isMine;
    this.#clock = clock;
    this.#tell = tell;
    section.on("text", (event, transaction) => this.#look(transaction));
    section.on("renewed", () => this.forget());
  }

  /** Where the first of these words stood. */
  get place() {
    if (!this.#first) return this.#section.text.length;
    const { client, clock } = this.#first;
    const position = createRelativePositionFromJSON({ item: { client, clock }, assoc: 0 });
    return (
      createAbsolutePositionFromRelativePosition(position, this.#section.doc, false)?.index ?? this.#section.text.length
    );
  }

  forget() {
    this.#words = "";
    this.#first = null;
  }

  #look(transaction) {
    if (transaction?.origin !== SERVER || !this.isWatching) return;
    iterateDeletedStructs(transaction, transaction.deleteSet, (item) => {
      if (!(item.content instanceof ContentString) || !this.#isMine(item.id.client)) return;
      const wasThere = item.id.clock < (transaction.beforeState.get(item.id.client) ?? 0);
      if (!wasThere) return;
      this.#first ??= item.id;
      this.#words += item.content.str;
    });
    if (!this.#words) return;
    this.#due ??= this.#clock.after(CALM, () => {
      this.#due = null;
      if (countLetters(this.#words) >= WORTH_A_WORD) this.#tell(this.#words.trim());
      else this.forget();
    });
  }
}
