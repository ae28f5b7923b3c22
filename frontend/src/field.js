/**
 * A textarea and a text that are one. The textarea stays what the platform made it: every keyboard, dictation and
 * screen reader works as it does anywhere else. What changed is read from the value after the fact.
 *
 * Between two events the textarea and the text differ by this person's own last change only, because changes of
 * others wait at the section's gate while a word is being composed.
 */
import {
  createAbsolutePositionFromRelativePosition,
  createRelativePositionFromTypeIndex,
  encodeRelativePosition,
} from "yjs";
import { Heard } from "./events.js";
import { isNothing, rebase, splice } from "./splice.js";
import { OwnUndo } from "./undo.js";

const WAITING = 2_000;
const LEFT = -1; // a caret stays with the letter before it: what others write at the same place comes after

/**
 * Tells: `typed` when the person wrote; `caret` when the caret may have moved; `waiting` (yes or no) when words of
 * others wait for the end of a composition; `othersStay` when an undo could not bring back words of somebody else.
 */
export class Field extends Heard {
  #element;
  #clock;
  #isMine;
  #section = null;
  #base;
  #shown = "";
  #undo = null;
  #remembered = null;
  #composing = false;
  #onceCalm = null;
  #warning = null;

  constructor(element, { clock, isMine }) {
    super();
    this.#element = element;
    this.#clock = clock;
    this.#isMine = isMine;
    this.#base = element.defaultValue;
    this.#listen();
  }

  /** Words that stand in the textarea and not yet in any text: typed before the note was there. */
  get isAhead() {
    return !this.#section && this.#element.value !== this.#base;
  }

  get isFocused() {
    return this.#element.ownerDocument.activeElement === this.#element;
  }

  get isComposing() {
    return this.#composing;
  }

  /** The textarea shows the section's text, with what was typed ahead put in at its place. */
  bind(section) {
    if (this.#section) return;
    if (this.#composing) return void (this.#onceCalm = section);
    const { value, selectionEnd } = this.#element;
    const text = shownAs(section.text);
    const theirs = splice(this.#base, text);
    const mine = rebase(splice(this.#base, value, selectionEnd), theirs);
    const caret = rebase({ at: selectionEnd, gone: 0, letters: "" }, theirs).at;
    this.#section = section;
    this.#attach();
    this.#shown = value;
    this.#show(text);
    if (isNothing(mine)) return this.#place(caret, caret);
    this.#write(mine);
    this.#show(shownAs(section.text));
    this.#place(mine.at + mine.letters.length, mine.at + mine.letters.length);
  }

  /** Whether the person may write here now. */
  allow(may) {
    this.#element.readOnly = !may;
    if (may) this.#element.removeAttribute("aria-readonly");
    else this.#element.setAttribute("aria-readonly", "true");
  }

  /** Put words at the end, as if the person had typed them. */
  append(words) {
    const { length } = this.#section.text;
    const gap = length && !this.#shown.endsWith("\n") ? "\n" : "";
    this.#write({ at: length, gone: 0, letters: gap + words });
    this.#show(shownAs(this.#section.text));
  }

  insert(at, words) {
    this.#write({ at: Math.min(at, this.#section.text.length), gone: 0, letters: words });
    this.#show(shownAs(this.#section.text));
  }

  /** Where the caret is, in a form that survives what others write. */
  get position() {
    return this.#section ? encodeRelativePosition(this.#relative(this.#element.selectionEnd, LEFT)) : new Uint8Array();
  }

  #listen() {
    const on = (name, act) => this.#element.addEventListener(name, act);
    on("input", () => this.#read());
    on("beforeinput", (event) => this.#beforeInput(event));
    on("keydown", (event) => this.#key(event));
    on("compositionstart", () => this.#beginComposing());
    on("compositionend", () => this.#endComposing());
    on("blur", () => this.#endComposing());
    for (const name of ["blur", "focus", "keyup", "pointerup", "select", "selectionchange"]) {
      on(name, () => this.tell("caret"));
    }
  }

  #attach() {
    const section = this.#section;
    this.#undo = new OwnUndo(section.text, { origin: this, clock: this.#clock, isMine: this.#isMine });
    section.on("before", (origin) => this.#remember(origin));
    section.on("text", (event, transaction) => this.#changed(event, transaction));
    section.on("held", (count) => this.#heldBack(count));
    section.on("renewed", () => {
      this.#undo.destroy();
      this.#undo = new OwnUndo(section.text, { origin: this, clock: this.#clock, isMine: this.#isMine });
    });
  }

  #read() {
    const { value, selectionEnd } = this.#element;
    if (this.#section && value !== this.#shown) {
      const change = splice(this.#shown, value, selectionEnd);
      this.#shown = value;
      this.#write(change);
    }
    this.tell("typed");
    this.tell("caret");
  }

  #write({ at, gone, letters }) {
    const { doc, text } = this.#section;
    this.#undo.willWrite({ at, gone, letters }, this.#composing);
    doc.transact(() => {
      if (gone) text.delete(at, gone);
      if (letters) text.insert(at, letters);
    }, this);
  }

  #remember(origin) {
    this.#remembered = null;
    const isNew = this.#section.text.length !== this.#shown.length; // a document that is just being filled anew
    if (origin === this || isNew || !this.isFocused) return;
    const { selectionStart, selectionEnd } = this.#element;
    const end = this.#relative(selectionEnd, LEFT);
    this.#remembered = [selectionStart === selectionEnd ? end : this.#relative(selectionStart, 0), end];
  }

  #changed(event, transaction) {
    if (transaction?.origin === this) return;
    this.#show(shownAs(this.#section.text));
    if (!this.isFocused) return;
    if (transaction?.origin === this.#undo.origin) return this.#place(endOf(event), endOf(event));
    if (!this.#remembered) return;
    const [start, end] = this.#remembered.map((position) => this.#absolute(position));
    this.#place(Math.min(start, end), end);
  }

  #show(next) {
    const change = splice(this.#shown, next);
    if (!isNothing(change)) {
      this.#element.setRangeText(change.letters, change.at, change.at + change.gone, "preserve");
    }
    this.#shown = this.#element.value;
  }

  #place(start, end) {
    const { selectionStart, selectionEnd, selectionDirection } = this.#element;
    if (!this.isFocused || (selectionStart === start && selectionEnd === end)) return;
    this.#element.setSelectionRange(start, end, selectionDirection);
  }

  #relative(index, side) {
    return createRelativePositionFromTypeIndex(this.#section.text, index, side);
  }

  #absolute(position) {
    const { doc, text } = this.#section;
    return createAbsolutePositionFromRelativePosition(position, doc)?.index ?? text.length;
  }

  #beginComposing() {
    if (this.#composing) return;
    this.#composing = true;
    this.#undo?.pause();
    this.#section?.hold();
  }

  #endComposing() {
    if (!this.#composing) return;
    this.#read();
    this.#composing = false;
    this.#undo?.pause();
    const section = this.#section;
    this.#clock.after(0, () => {
      section?.release(); // not in the middle of the event: some keyboards begin the next word in the same breath
      if (!this.#onceCalm || this.#composing) return;
      this.bind(this.#onceCalm);
    });
  }

  #heldBack(count) {
    if (count) {
      this.#warning ??= this.#clock.after(WAITING, () => this.tell("waiting", true));
    } else {
      this.#warning?.();
      this.#warning = null;
      this.tell("waiting", false);
    }
  }

  #beforeInput(event) {
    if (event.inputType === "historyUndo") this.#step(event, "undo");
    if (event.inputType === "historyRedo") this.#step(event, "redo");
  }

  #key(event) {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.isComposing) return;
    const key = event.key.toLowerCase();
    if (key === "z") this.#step(event, event.shiftKey ? "redo" : "undo");
    if (key === "y" && event.ctrlKey) this.#step(event, "redo");
  }

  #step(event, way) {
    if (!this.#section) return;
    event.preventDefault();
    if (this.#composing || this.#element.readOnly) return;
    if (this.#undo.step(way) === "othersStay") this.tell("othersStay");
    this.tell("typed");
    this.tell("caret");
  }
}

/** A textarea shows a lone carriage return as a line end of its own; one unit must stay one unit. */
const shownAs = (text) => text.toString().replaceAll("\r", " ");

function endOf(event) {
  let at = 0;
  let end = 0;
  for (const part of event.delta) {
    at += part.retain ?? part.insert?.length ?? 0;
    if (!part.retain) end = at;
  }
  return end;
}
