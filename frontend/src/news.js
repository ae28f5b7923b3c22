/** What the person has to know and may have to decide about: each notice says what happened and what can be done. */
const AGAIN_IS_POSSIBLE = new Set(["gap", "author", "content", "bad", "minute"]);
const FLUSHING = 5_000;

export class News {
  #page;
  #note;
  #texts;
  #notices;
  #urls;
  #clock;

  constructor({ page, note, texts, notices, urls, clock }) {
    this.#page = page;
    this.#note = note;
    this.#texts = texts;
    this.#notices = notices;
    this.#urls = urls;
    this.#clock = clock;
    note.on("refused", () => this.#refused());
    note.on("late", (key, words) => this.#late(key, words));
    note.on("stage", () => this.#stage());
    note.on("changed", () => this.#changed());
  }

  /** Somebody took out words of this person's; they can put them back, or leave it so. */
  taken(pad, words) {
    const { taken, section, field } = pad;
    const key = `taken:${section.key}`;
    const over = () => (taken.forget(), this.#notices.hide(key));
    if (!this.#note.here.some((n) => n !== this.#note.me)) return taken.forget();
    this.#notices.show(key, {
      ...this.#say("taken", { section: section.title }),
      words,
      acts: [
        { text: this.#texts.say("put_back"), act: () => (field.insert(taken.place, words), over()) },
        { text: this.#texts.say("is_fine"), act: over },
      ],
    });
  }

  #refused() {
    const refusals = this.#note.refusals;
    this.#notices.keepOnly(
      "refused:",
      refusals.map(({ key }) => `refused:${key}`),
    );
    for (const { key, why, words } of refusals) {
      const why_ = this.#texts.has(`why_${why}`) ? why : "bad";
      const section = this.#title(key);
      this.#notices.show(`refused:${key}`, {
        tone: "notice-grave",
        title: this.#texts.say("refused_title", { section }),
        text: this.#texts.say(`why_${why_}`, { section }),
        words,
        acts: [this.#putInAgain(key, why_, words), this.#copy(words), this.#letGo(key)].filter(Boolean),
      });
    }
  }

  #putInAgain(key, why, words) {
    if (!AGAIN_IS_POSSIBLE.has(why) || !words) return null;
    return {
      text: this.#texts.say("put_in_again"),
      isMain: true,
      act: () => {
        if (!this.#note.mayWrite(key) || !this.#note.isOpen) return;
        this.#page.pad(key).field.append(words);
        this.#note.letGo(key);
      },
    };
  }

  #copy(words) {
    if (!words || !navigator.clipboard) return null;
    return { text: this.#texts.say("copy"), act: () => navigator.clipboard.writeText(words).catch(() => {}) };
  }

  #letGo(key) {
    return { text: this.#texts.say("let_go"), act: () => this.#note.letGo(key) };
  }

  #late(key, words) {
    if (!words) return;
    this.#notices.show(`late:${key}`, {
      ...this.#say("late", { section: this.#title(key) }),
      words,
      acts: [{ text: this.#texts.say("is_fine"), act: () => this.#notices.hide(`late:${key}`) }],
    });
  }

  #stage() {
    if (this.#note.stage === "draft") return this.#notices.hide("stage");
    if (!this.#note.facts.waiting) return this.#moveOn();
    this.#clock.after(FLUSHING, () => this.#note.stage !== "draft" && this.#moveOn());
  }

  #moveOn() {
    const name = this.#texts.has(`stage_${this.#note.stage}_title`) ? `stage_${this.#note.stage}` : "stage_offered";
    this.#notices.show("stage", {
      ...this.#say(name),
      tone: "notice-done",
      acts: [{ text: this.#texts.say("read_it"), href: this.#urls.urlStage, isMain: true }],
    });
  }

  #changed() {
    const { line, waiting } = this.#note.facts;
    if (this.#note.stage !== "draft" && !waiting && this.#note.isOpen) this.#moveOn();
    if (line === "gone" || line === "other") this.#over(line);
  }

  /** Nothing can be sent any more. What was typed and did not arrive can be taken along. */
  #over(line) {
    const unsent = this.#note.unsent.filter(({ words }) => words);
    const ahead = this.#page.pads
      .filter(({ field }) => field.isAhead)
      .map(({ key, area }) => ({ key, words: area.value }));
    const words = [...unsent, ...ahead].map(({ key, words }) => `${this.#title(key)}\n${words}`).join("\n\n");
    this.#notices.show(line, {
      ...this.#say(line),
      tone: "notice-grave",
      words,
      acts: [this.#copy(words), { text: this.#texts.say("reload"), act: () => location.reload() }].filter(Boolean),
    });
  }

  #title(key) {
    return this.#note.sections.get(key).title;
  }

  #say(name, values) {
    return { title: this.#texts.say(`${name}_title`, values), text: this.#texts.say(`${name}_text`, values) };
  }
}
