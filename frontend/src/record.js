/** "Who wrote what": the words of a section as runs, with the voices as words. Written only while it is open. */
import { make } from "./dom.js";

export class Record {
  #details;
  #list;
  #texts;
  #runs = [];

  constructor(details, texts) {
    this.#details = details;
    this.#list = details.querySelector("[data-live-runs]");
    this.#texts = texts;
    details.addEventListener("toggle", () => this.#write());
  }

  /** These are the runs now: { name, voice, words }. */
  show(runs) {
    this.#runs = runs;
    this.#write();
  }

  #write() {
    if (!this.#details.open) return;
    const said = this.#runs.filter(({ words }) => words.trim());
    const lines = said.map(({ name, voice, words }) =>
      make(
        "p",
        { class: "writing-run", "data-voice": voice },
        make("b", {}, this.#texts.say("voice", { name })),
        " ",
        make("span", {}, words.trim()),
      ),
    );
    this.#list.replaceChildren(
      ...(lines.length ? lines : [make("p", { class: "soft" }, this.#texts.say("nothing_yet"))]),
    );
  }
}
