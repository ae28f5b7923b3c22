/** The page around one note: brings the note and what is on the page together. */
import { Again } from "./again.js";
import { make } from "./dom.js";
import { News } from "./news.js";
import { Note } from "./note.js";
import { Notices } from "./notices.js";
import { Pad } from "./pad.js";
import { People } from "./people.js";
import { Herald, whereabouts } from "./presence.js";
import { Voice } from "./say.js";
import { Shares } from "./shares.js";
import { Status, stateOf } from "./status.js";
import { lettersOf, sharesOf } from "./voices.js";

const POINTING = 80;

export class Page {
  #root;
  #texts;
  #clock;
  #find;
  #pads;
  #pointing = null;
  #where = null;
  #toPaint = new Set();

  /** `around` is what a browser gives: { clock, fetch, Socket, idb, crypto, random, hands, load, keeps }. */
  constructor(root, { texts, around }) {
    this.#root = root;
    this.#texts = texts;
    this.#clock = around.clock;
    this.#find = (name) => document.querySelector(`[data-live-${name}]`) ?? make("div", { hidden: true });
    this.note = new Note(noteFrom(root, around));
    const sections = [...root.querySelectorAll("[data-live-section]")];
    this.#pads = sections.map((element) => new Pad(element, { note: this.note, clock: this.#clock, texts }));
    this.#speak();
    this.#listenToNote();
    for (const pad of this.#pads) this.#listenToPad(pad);
    this.#listenToBrowser();
    this.#again(around.fetch);
    const notices = new Notices(this.#find("notices"), (sentence) => this.voice.say(sentence));
    this.news = new News({ page: this, note: this.note, texts, notices, clock: this.#clock, urls: root.dataset });
    for (const pad of this.#pads) pad.paint();
    root.dataset.ready = "";
  }

  start() {
    this.note.start();
  }

  pad(key) {
    return this.#pads.find((pad) => pad.key === key);
  }

  get pads() {
    return this.#pads;
  }

  get facts() {
    return { ...this.note.facts, ahead: this.#pads.some((pad) => pad.field.isAhead) };
  }

  /** Whether leaving the page now would lose words. */
  get wouldLose() {
    return stateOf(this.facts) === "unsaved";
  }

  #speak() {
    const texts = this.#texts;
    const [box, word, detail] = ["status", "word", "detail"].map(this.#find);
    const sentences = (details) => details.map((name) => texts.say(`detail_${name}`)).join(" ");
    this.voice = new Voice(this.#find("said"), this.#clock);
    this.status = new Status({
      clock: this.#clock,
      show: (state, details) => {
        box.dataset.state = state;
        if (word.textContent !== texts.say(state)) word.textContent = texts.say(state);
        if (detail.textContent !== sentences(details)) detail.textContent = sentences(details);
        detail.hidden = !details.length;
      },
      say: (state, details) => this.voice.say([`${texts.say(state)}.`, sentences(details)].join(" ").trim()),
    });
    const titleOf = (key) => this.note.sections.get(key)?.title ?? "";
    this.herald = new Herald({
      clock: this.#clock,
      titleOf,
      say: (key, values) => this.voice.say(texts.say(key, values)),
    });
    const marks = new Map(this.#pads.map((pad) => [pad.key, pad.mark]));
    this.people = new People({ list: this.#find("people"), sentence: this.#find("here"), marks, texts });
    const figure = document.querySelector("[data-live-meter]");
    this.shares = figure && new Shares(figure, texts);
  }

  #listenToNote() {
    const { note } = this;
    note.on("changed", () => this.status.update(this.facts));
    note.on("text", (key) => this.#paintSoon(key));
    note.on("authors", () => this.#paintAll());
    note.on("people", () => {
      this.#showPeople();
      this.#paintAll();
    });
    note.on("there", (connection) => this.#showCarets(connection));
    note.on("rights", () => this.#pads.forEach((pad) => pad.allow()));
    note.on("parts", () =>
      document.dispatchEvent(new CustomEvent("cairn:parts", { detail: { note: this.#root.dataset.note } })),
    );
    note.on("open", () => {
      for (const pad of this.#pads) pad.open();
      this.#paintAll();
      this.#point(true);
    });
  }

  #listenToPad(pad) {
    pad.field.on("typed", () => {
      if (!this.note.isOpen) this.status.update(this.facts);
      this.#paintSoon(pad.key);
    });
    pad.field.on("caret", () => this.#point());
    pad.field.on("othersStay", () => this.voice.say(this.#texts.say("others_stay")));
    pad.field.on("taken", (words) => this.news.taken(pad, words));
    new ResizeObserver(() => this.#paintSoon(pad.key)).observe(pad.area);
  }

  #listenToBrowser() {
    const { link } = this.note;
    addEventListener("online", () => link.nudge());
    addEventListener("offline", () => link.doubt());
    addEventListener("pageshow", (event) => event.persisted && link.shown());
    addEventListener("beforeunload", (event) => this.wouldLose && event.preventDefault());
    document.addEventListener("visibilitychange", () => (document.hidden ? link.hidden() : link.shown()));
    document.fonts?.ready.then(() => this.#paintAll());
  }

  #again(fetch) {
    const { link } = this.note;
    const dialog = this.#find("again");
    const again = new Again({
      dialog,
      url: this.#root.dataset.urlAgain,
      csrf: () => link.csrf,
      fetch,
      texts: this.#texts,
      done: (csrf) => this.#signedInAgain(csrf),
    });
    const open = this.#find("again-open");
    open.addEventListener("click", () => again.ask());
    link.on("state", (state) => {
      open.hidden = state !== "locked";
      if (state === "locked") again.ask({ mayFocus: !this.#pads.some((pad) => pad.field.isFocused) });
      else if (["opening", "gone", "other"].includes(state)) again.close();
    });
  }

  #signedInAgain(csrf) {
    for (const input of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) input.value = csrf ?? input.value;
    this.note.link.resume(csrf);
  }

  // --- who is where ---

  #others() {
    return this.note.link.isReady ? whereabouts(this.note) : null;
  }

  #showPeople() {
    this.#showWhere();
    this.#point(true); // whoever just came does not know yet
  }

  #showCarets(moved) {
    for (const pad of this.#pads) pad.placeCarets(moved);
    this.#showWhere();
  }

  #showWhere() {
    if (!this.note.people.length) return; // what the server rendered is as good as it gets
    this.people.show(this.note.people, whereabouts(this.note), this.note.link.isReady);
    this.herald.update(() => this.#others());
  }

  /** The others learn where the caret is: at most every so often, and of the last place for certain. */
  #point(anew = false) {
    if (anew) this.#where = null;
    this.#pointing ??= this.#clock.after(POINTING, () => {
      this.#pointing = null;
      const pad = this.#pads.find(({ field, area }) => field.isFocused && !area.readOnly);
      const position = pad?.field.position ?? new Uint8Array();
      const where = `${pad?.key} ${position}`;
      if (where === this.#where || !this.note.link.isReady) return;
      this.#where = where;
      this.note.point(pad?.key ?? null, position);
    });
  }

  // --- painting ---

  #paintAll() {
    for (const pad of this.#pads) this.#paintSoon(pad.key);
  }

  #paintSoon(key) {
    if (!this.#toPaint.size) requestAnimationFrame(() => this.#paint());
    this.#toPaint.add(key);
  }

  #paint() {
    const keys = [...this.#toPaint];
    this.#toPaint.clear();
    for (const key of keys) this.pad(key)?.paint();
    this.#showShares();
  }

  #showShares() {
    if (!this.shares || !this.note.isOpen) return;
    const letters = lettersOf(this.#pads.map((pad) => pad.runs));
    const counted = this.note.people.filter(
      ({ n, voice }) => voice === "participant" || voice === "supporter" || letters.get(n),
    );
    const ordered = [...counted].sort((a, b) => ORDER.indexOf(a.voice) - ORDER.indexOf(b.voice));
    const shares = sharesOf(
      letters,
      ordered.map((person) => person.n),
    );
    this.shares.show(ordered.map(({ name, voice }, i) => ({ name, voice, share: shares[i].share })));
  }
}

const ORDER = ["participant", "supporter"];

function noteFrom(root, { clock, fetch, Socket, random, hands, load, keeps }) {
  const { note, urlTicket, urlLive } = root.dataset;
  const live = new URL(urlLive, location.href);
  live.protocol = live.protocol === "https:" ? "wss:" : "ws:";
  const csrf =
    document.querySelector("meta[name=csrf-token]")?.content ??
    root.querySelector("input[name=csrfmiddlewaretoken]")?.value;
  const areas = [...root.querySelectorAll("textarea[data-section]")];
  return {
    id: note,
    parts: areas.map((area) => ({ key: area.dataset.section, title: area.labels[0]?.textContent.trim() })),
    line: { urls: { ticket: urlTicket, live: live.href }, csrf, fetch, Socket, random },
    clock,
    keeps,
    hands,
    load,
  };
}
