/**
 * One note as this page holds it: its sections, who is here, what was not acknowledged yet, the line to the server and
 * the copy on the device. It knows nothing of the page around it.
 *
 * Tells: `changed` (anything that the status depends on), `text` (key), `authors`, `people`, `there` (carets), `open`
 * (the sections are here), `rights`, `stage`, `parts`, `refused`, `late` (key, words).
 */
import { printOf } from "./box.js";
import { Copy } from "./copy.js";
import { Heard } from "./events.js";
import { Link } from "./link.js";
import { Outbox } from "./outbox.js";
import { Post } from "./post.js";
import { DEVICE, Section } from "./sections.js";
import { handsIn, wordsIn } from "./voices.js";
import { KIND, fromBase64, presence } from "./wire.js";

const ANSWERS = new Set([KIND.ACK, KIND.LATE, KIND.NACK]);

export class Note extends Heard {
  #hands;
  #copy;
  #post;
  #outbox;
  #numbers = [];
  #authors = new Map();
  #own = new Set();
  #fingerprint = "";
  #reading = null;

  /** `hands()` draws a fresh number to write with; `load` names this load of the page among others. */
  constructor({ id, parts, line, keeps, clock, hands, load }) {
    super();
    this.#hands = hands;
    this.sections = new Map(parts.map(({ key, title }) => [key, new Section(key, { title })]));
    Object.assign(this, { people: [], here: [], there: new Map(), mine: new Set(), me: null });
    Object.assign(this, { stage: "draft", isOpen: false });
    this.link = new Link({ ...line, clock, opening: (ticket) => this.#opening(ticket) });
    this.#outbox = new Outbox({ load });
    const changed = () => this.tell("changed");
    this.#copy = new Copy({ note: id, keeps, clock, changed, texts: (keys) => this.#texts(keys) });
    const numberOf = (key) => this.#numbers.indexOf(key);
    this.#post = new Post({ outbox: this.#outbox, copy: this.#copy, link: this.link, clock, numberOf });
    this.#takeHand();
    this.#listen();
  }

  start() {
    return this.link.start();
  }

  /** Everything the status line needs to tell the truth. */
  get facts() {
    const { waiting, refused } = this.#outbox;
    return {
      waiting: waiting.length,
      unkept: waiting.filter((row) => !row.kept).length,
      refused: refused.length,
      keeping: this.#copy.keeper.trouble,
      line: this.link.state,
      isOpen: this.isOpen,
      isServerFull: this.#post.isServerFull,
      elsewhere: this.#copy.elsewhere + this.#copy.unreadable,
    };
  }

  authorOf(hand) {
    if (this.#authors.has(hand)) return this.#authors.get(hand);
    return this.#own.has(hand) ? this.me : null;
  }

  isMine(hand) {
    return this.#own.has(hand) || (this.me !== null && this.#authors.get(hand) === this.me);
  }

  mayWrite(key) {
    return this.stage === "draft" && this.mine.has(key) && !this.link.isOver;
  }

  person(n) {
    return this.people.find((person) => person.n === n);
  }

  /** Tell the others where the caret is; null when it is in no section. */
  point(key, position) {
    this.link.send(presence(key === null ? -1 : this.#numbers.indexOf(key), position));
  }

  /** Words that were refused, by section, with the reason. */
  get refusals() {
    return [...Outbox.bySection(this.#outbox.refused)].map(([key, rows]) => ({
      key,
      why: rows[0].why,
      words: wordsOf(rows),
    }));
  }

  /** Words that never reached the server, by section. */
  get unsent() {
    return [...Outbox.bySection(this.#outbox.rows)].map(([key, rows]) => ({ key, words: wordsOf(rows) }));
  }

  letGo(key) {
    this.#post.letGo(key);
  }

  /** Settles when the call under way is through, and what can be written to the device now has been. */
  async settled() {
    await this.link.calling;
    await this.#reading;
    await this.#copy.keeper.settled();
  }

  hurry() {
    return this.#copy.keeper.hurry();
  }

  shutDevice() {
    this.#copy.shut();
  }

  #listen() {
    this.link.on("frame", (frame) => this.#frame(frame));
    this.link.on("said", (message) => this.#said(message));
    this.link.on("state", () => this.#lineChanged());
    this.#post.on("anew", (key) => this.#fetchAnew(key));
    this.#post.on("changed", () => this.#fetchWhenCalm());
    for (const what of ["changed", "refused", "late"]) this.#post.on(what, (...more) => this.tell(what, ...more));
    for (const section of this.sections.values()) {
      section.on("wrote", (update) => this.#post.add(section, update));
      section.on("text", () => {
        this.#copy.keeper.touch(section.key);
        this.tell("text", section.key);
      });
      section.on("renewed", () => this.#renewed(section));
    }
  }

  // --- before the socket ---

  async #opening(ticket) {
    const key = fromBase64(ticket.device_key);
    const fingerprint = await printOf(key);
    if (this.#fingerprint && this.#fingerprint !== fingerprint) throw Object.assign(new Error(), { state: "other" });
    const isFirst = !this.#fingerprint;
    this.#fingerprint = fingerprint;
    this.me = ticket.me;
    if (isFirst) await this.#copy.open(key, (found) => this.#adopt(found, true));
    const whole = [...this.sections.values()].filter((section) => !section.isStale);
    return new Map(whole.map((section) => [section.key, section.vector]));
  }

  /** Take up what waits on the device: from the last time, or from a tab that was closed. */
  #adopt({ rows, texts }, isFirst = false) {
    const refused = new Set(rows.filter((row) => row.why).map((row) => row.section));
    if (isFirst) {
      for (const [key, text] of texts) if (!refused.has(key)) this.sections.get(key)?.receive(text, DEVICE);
    }
    const news = this.#outbox.adopt(rows.filter((row) => this.sections.has(row.section)));
    for (const row of news.filter((row) => !row.why)) this.#apply(row);
    if (refused.size) this.tell("refused");
    this.#post.pump();
    this.tell("changed");
  }

  #apply(row) {
    for (const hand of handsIn(row.update)) this.#own.add(hand);
    this.sections.get(row.section).receive(row.update, DEVICE);
  }

  #takeHand() {
    const hand = this.#hands();
    this.#own.add(hand);
    for (const section of this.sections.values()) section.hand = hand;
  }

  // --- what the server says ---

  #said(message) {
    const acts = {
      welcome: () => this.#welcome(message),
      ready: () => this.#ready(),
      authors: () => this.#meet(message.authors),
      people: () => this.#comeAndGo(message),
      parts: () => this.tell("parts"),
      stage: () => this.#enterStage(message.stage),
    };
    acts[message.t]?.();
  }

  #welcome({ you, people, authors, sections, mine, stage }) {
    Object.assign(this, { me: you, people, mine: new Set(mine) });
    this.#numbers = sections;
    this.#authors.clear();
    this.#meet(authors);
    this.tell("people");
    this.#enterStage(stage);
  }

  #meet(authors) {
    for (const [hand, n] of Object.entries(authors)) this.#authors.set(Number(hand), n);
    this.tell("authors");
  }

  #comeAndGo({ people, here }) {
    Object.assign(this, { people, here });
    for (const [connection, { n }] of this.there) if (!here.includes(n)) this.there.delete(connection);
    this.tell("people");
    this.tell("there");
  }

  #enterStage(stage) {
    this.stage = stage;
    this.tell("rights");
    this.tell("stage", stage);
  }

  #ready() {
    this.isOpen = true;
    this.#outbox.forgetAnswers();
    this.tell("open");
    this.#post.pump();
    this.#reading = this.#copy.read().then(
      (found) => found && this.#adopt(found),
      () => {},
    );
    this.tell("changed");
  }

  #lineChanged() {
    if (!this.link.isReady) {
      this.#post.hangUp();
      this.there.clear();
      this.here = [];
      this.tell("people");
      this.tell("there");
    }
    if (this.link.isOver) this.tell("rights");
    this.tell("changed");
  }

  #frame(frame) {
    if (ANSWERS.has(frame.kind)) return this.#post.answer(frame);
    if (frame.kind === KIND.THERE) return this.#caret(frame);
    const section = this.sections.get(this.#numbers[frame.section]);
    if (!section) return;
    try {
      if (frame.kind === KIND.STATE && section.isStale) {
        this.#takeHand();
        section.renew(frame.update);
      } else {
        section.receive(frame.update);
      }
    } catch {
      this.link.fail(); // an update that cannot be read: the line is broken, not the page
    }
  }

  #caret({ n, connection, section, position }) {
    if (n === this.me) return;
    if (section < 0) this.there.delete(connection);
    else this.there.set(connection, { n, key: this.#numbers[section], position });
    this.tell("there", connection);
  }

  // --- sections whose text must come from the server ---

  #fetchAnew(key) {
    const section = this.sections.get(key);
    section.isStale = true;
    this.#copy.keeper.touch(key);
    this.tell("rights");
  }

  /** Only when everything else has been answered: a new call must not interrupt what is on its way. */
  #fetchWhenCalm() {
    const isDue = [...this.sections.values()].some((section) => section.lacksText);
    if (isDue && this.link.isReady && !this.#outbox.waiting.length) this.link.again();
  }

  #renewed(section) {
    for (const row of this.#outbox.waiting) if (row.section === section.key) this.#apply(row);
    this.#copy.keeper.touch(section.key);
    this.tell("rights");
  }

  #texts(keys) {
    const sections = [...keys].map((key) => this.sections.get(key)).filter(Boolean);
    const whole = sections.filter((section) => !section.isStale);
    return {
      texts: new Map(whole.map((section) => [section.key, section.whole])),
      stale: sections.filter((section) => section.isStale).map((section) => section.key),
    };
  }
}

const wordsOf = (rows) => wordsIn(rows.map((row) => row.update));
