/**
 * A layer under the textarea that has the same words at the same places and shows whose they are. The textarea above
 * it has no ground of its own. The layer also makes the field as tall as its words: both stand in one grid cell.
 */
import { make } from "./dom.js";

const END = "\u200b"; // gives a last empty line its height, and a letter to measure there

export class Backdrop {
  #element;
  #layer;
  #end;

  constructor(element) {
    this.#element = element;
    this.#end = document.createTextNode(END);
    this.#layer = make("div", { class: "writing-under", "aria-hidden": "true" }, this.#end);
    element.before(this.#layer);
    element.parentElement.dataset.layered = "";
  }

  /** The layer shows these runs: { voice, words }. What is the same as before is not touched. */
  paint(runs) {
    const spans = this.#layer.children;
    runs.forEach(({ voice, words }, i) => {
      const span = spans[i] ?? this.#layer.insertBefore(make("span"), this.#end);
      if (span.dataset.voice !== voice) span.dataset.voice = voice;
      if (span.textContent !== words) span.textContent = words;
    });
    while (spans.length > runs.length) spans[spans.length - 1].remove();
    this.#makeRoom();
  }

  /** Where the caret stands that is before this unit, in the coordinates of the pad. */
  placeOf(index) {
    const isLineStart = index === 0 || this.#unitAt(index - 1) === "\n";
    const rect = isLineStart ? this.#rectOf(index) : this.#rectOf(index - 1);
    const pad = this.#layer.getBoundingClientRect();
    const isRightward = getComputedStyle(this.#layer).direction !== "rtl";
    const x = isLineStart === isRightward ? rect.left : rect.right;
    return { x: x - pad.left, y: rect.top - pad.top, height: rect.height, width: pad.width };
  }

  /** Should a browser break the lines of the two layers differently, no word may be hidden for it. */
  #makeRoom() {
    const { style, scrollHeight, clientHeight } = this.#element;
    if (scrollHeight > clientHeight + 1) style.minBlockSize = `${scrollHeight + 4}px`;
    else if (style.minBlockSize && this.#layer.offsetHeight >= this.#element.offsetHeight) style.minBlockSize = "";
  }

  #unitAt(index) {
    const [node, offset] = this.#nodeAt(index);
    return node.data[offset];
  }

  #rectOf(index) {
    const [node, offset] = this.#nodeAt(index);
    const range = document.createRange();
    range.setStart(node, offset);
    range.setEnd(node, Math.min(offset + 1, node.data.length));
    const rects = range.getClientRects();
    return rects[rects.length - 1] ?? range.getBoundingClientRect();
  }

  #nodeAt(index) {
    let rest = index;
    for (const span of this.#layer.children) {
      const node = span.firstChild;
      if (node && rest < node.data.length) return [node, rest];
      rest -= node?.data.length ?? 0;
    }
    return [this.#end, 0];
  }
}
