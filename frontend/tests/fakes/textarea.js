/** A textarea as the binding meets it: a value, a selection, and the events that real ones send. */
export class FakeTextarea extends EventTarget {
  readOnly = false;
  selectionDirection = "none";
  attributes = new Map();
  ownerDocument = { activeElement: null };
  #value;

  constructor(value = "") {
    super();
    this.defaultValue = value;
    this.#value = value;
    this.selectionStart = this.selectionEnd = 0;
  }

  get value() {
    return this.#value;
  }

  setAttribute(name, value) {
    this.attributes.set(name, value);
  }

  removeAttribute(name) {
    this.attributes.delete(name);
  }

  setSelectionRange(start, end, direction = "none") {
    this.selectionStart = Math.min(start, this.#value.length);
    this.selectionEnd = Math.min(end, this.#value.length);
    this.selectionDirection = direction;
  }

  /** As in browsers, mode "preserve". */
  setRangeText(words, start, end) {
    const grown = words.length - (end - start);
    const move = (at, onEdge) => (at > end ? at + grown : at > start ? onEdge : at);
    this.#value = this.#value.slice(0, start) + words + this.#value.slice(end);
    this.selectionStart = move(this.selectionStart, start);
    this.selectionEnd = move(this.selectionEnd, start + words.length);
  }

  // --- what a person does ---

  focus() {
    this.ownerDocument.activeElement = this;
    this.#tell("focus");
    return this;
  }

  blur() {
    this.ownerDocument.activeElement = null;
    this.#tell("blur");
  }

  at(start, end = start) {
    this.setSelectionRange(start, end);
    return this;
  }

  /** Typed, pasted or dictated over the selection. */
  type(words) {
    this.#put(this.selectionStart, this.selectionEnd, words);
    return this;
  }

  backspace() {
    const { selectionStart: start, selectionEnd: end } = this;
    const back = start === end ? ([...this.#value.slice(0, end)].at(-1)?.length ?? 0) : 0;
    this.#put(start - back, end, "");
    return this;
  }

  /** Something corrects words while the caret is elsewhere, and stays there. */
  correct(wrong, right) {
    const start = this.#value.indexOf(wrong);
    const grown = right.length - wrong.length;
    const caret = this.selectionEnd > start ? this.selectionEnd + grown : this.selectionEnd;
    this.#value = this.#value.replace(wrong, right);
    this.at(caret);
    this.#tell("input");
  }

  composeStart() {
    this.composing = [this.selectionStart, this.selectionEnd];
    this.#tell("compositionstart");
    return this;
  }

  compose(words) {
    const [start, end] = this.composing;
    this.#put(start, end, words);
    this.composing = [start, start + words.length];
    return this;
  }

  composeEnd() {
    this.#tell("compositionend");
    return this;
  }

  key(key, more = {}) {
    const event = Object.assign(new Event("keydown", { cancelable: true }), {
      key,
      ctrlKey: false,
      metaKey: false,
      ...more,
    });
    this.dispatchEvent(event);
    return event;
  }

  undo() {
    return this.key("z", { ctrlKey: true });
  }

  redo() {
    return this.key("z", { ctrlKey: true, shiftKey: true });
  }

  #put(start, end, words) {
    this.#value = this.#value.slice(0, start) + words + this.#value.slice(end);
    this.at(start + words.length);
    this.#tell("input");
  }

  #tell(name) {
    this.dispatchEvent(new Event(name));
  }
}
