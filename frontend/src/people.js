/** The people of the note: initials in their voice, who is here, and a word beside the section they are in. */
import { make, voiceClass } from "./dom.js";

export class People {
  #list;
  #sentence;
  #texts;
  #marks;

  /** `marks` is a map from section keys to the elements that say who is writing there. */
  constructor({ list, sentence, marks, texts }) {
    this.#list = list;
    this.#sentence = sentence;
    this.#marks = marks;
    this.#texts = texts;
  }

  /** `isKnown` is false while the line is down: then nobody is said to be here or away. */
  show(people, others, isKnown) {
    const away = new Set(others.filter((person) => isKnown && !person.isHere).map((person) => person.n));
    this.#list.replaceChildren(...people.map((person) => badge(person, away.has(person.n), this.#texts)));
    const here = others.filter((person) => person.isHere).map((person) => person.name);
    const names = this.#texts.list(here);
    this.#sentence.textContent = !isKnown
      ? ""
      : here.length
        ? this.#texts.say("here", { names })
        : this.#texts.say("alone");
    for (const [key, mark] of this.#marks)
      this.#showWhere(
        mark,
        others.filter((person) => person.key === key),
      );
  }

  #showWhere(mark, writers) {
    const text = writers.length
      ? this.#texts.say("writing_here", { names: this.#texts.list(writers.map((person) => person.name)) })
      : "";
    if (mark.textContent !== text) mark.textContent = text;
    mark.dataset.voice = writers.length ? voiceClass(writers[0].voice) : "";
    mark.hidden = !writers.length;
  }
}

function badge({ name, initials, voice }, isAway, texts) {
  const says = texts.say(isAway ? "away_label" : "here_label", { name });
  return make(
    "li",
    {},
    make(
      "span",
      { class: `who who-s who-${voiceClass(voice)}${isAway ? " who-away" : ""}`, "aria-hidden": "true" },
      initials,
    ),
    make("span", { class: "visually-hidden" }, says),
  );
}
