/** One section on the page: the field, the layer that shows whose words they are, the carets, and the record below. */
import { Backdrop } from "./backdrop.js";
import { Carets } from "./carets.js";
import { voiceClass } from "./dom.js";
import { Field } from "./field.js";
import { Record } from "./record.js";
import { Taken } from "./taken.js";
import { runsOf } from "./voices.js";

export class Pad {
  #element;
  #note;
  #backdrop;
  #carets;
  #record;
  #waiting;
  #why;

  constructor(element, { note, clock, texts }) {
    const area = element.querySelector("textarea[data-section]");
    const find = (name) => element.querySelector(`[data-live-${name}]`);
    this.key = area.dataset.section;
    this.section = note.sections.get(this.key);
    this.area = area;
    this.mark = find("where");
    this.#element = element;
    this.#note = note;
    this.#waiting = find("waiting");
    this.#why = find("why");
    const isMine = (hand) => note.isMine(hand);
    this.field = new Field(area, { clock, isMine });
    this.taken = new Taken({ section: this.section, isMine, clock, tell: (words) => this.field.tell("taken", words) });
    this.#backdrop = new Backdrop(area);
    this.#carets = new Carets({ element: area, backdrop: this.#backdrop, section: this.section, clock });
    this.#record = new Record(find("who"), texts);
    this.runs = [];
    this.field.on("waiting", (isWaiting) => (this.#waiting.hidden = !isWaiting));
    for (const button of element.querySelectorAll("[data-live-save]")) button.hidden = true;
  }

  open() {
    this.field.bind(this.section);
  }

  allow() {
    const may = this.#note.mayWrite(this.key);
    this.field.allow(may);
    if (this.#note.isOpen) this.#why.hidden = this.#note.mine.has(this.key);
    this.#element.toggleAttribute("data-closed", !may);
  }

  /** The layers show the words that the field shows. */
  paint() {
    const isOpen = this.#note.isOpen && !this.field.isAhead;
    this.runs = isOpen ? runsOf(this.section.text, (hand) => this.#note.authorOf(hand)) : [];
    const named = this.runs.map(({ author, words }) => ({
      ...this.#voiceOf(author),
      words: words.replaceAll("\r", " "),
    }));
    this.#backdrop.paint(isOpen ? named : [{ voice: "", words: this.area.value }]);
    if (isOpen) this.#record.show(named);
    this.placeCarets();
  }

  placeCarets(moved = null) {
    const here = [...this.#note.there].filter(([, { key, n }]) => key === this.key && this.#note.person(n));
    const shown = here.map(([connection, caret]) => [connection, { ...caret, ...this.#note.person(caret.n) }]);
    this.#carets.show(new Map(this.#note.isOpen ? shown : []), moved);
  }

  #voiceOf(author) {
    const person = author === null ? null : this.#note.person(author);
    return person ? { name: person.name, voice: voiceClass(person.voice) } : { name: "", voice: "" };
  }
}
