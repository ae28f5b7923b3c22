/**
 * Undo for one pair of hands. What others wrote is not touched, and is not brought back either: words that were put
 * back by an undo would stand under the wrong name.
 */
import { UndoManager, mergeDeleteSets } from "yjs";

const PAUSE = 600;
const OTHERS = "others";

export class OwnUndo {
  #manager;
  #clock;
  #callOff = () => {};
  #end = -1;

  constructor(text, { origin, clock, isMine }) {
    this.#clock = clock;
    this.#manager = new UndoManager(text, { trackedOrigins: new Set([origin]), captureTimeout: Infinity });
    const keepOwn = ({ stackItem }) => leaveOthers(stackItem, isMine);
    this.#manager.on("stack-item-added", keepOwn);
    this.#manager.on("stack-item-updated", keepOwn);
  }

  /** What its own changes are marked with. */
  get origin() {
    return this.#manager;
  }

  /** Letters typed in one go are one step; a pause, or another place, begins the next. */
  willWrite({ at, gone, letters }, composing) {
    const goesOn = at === this.#end || at + gone === this.#end;
    if (!goesOn && !composing) this.pause();
    this.#end = at + letters.length;
    this.#callOff();
    this.#callOff = this.#clock.after(PAUSE, () => composing || this.pause());
  }

  pause() {
    this.#manager.stopCapturing();
  }

  /** One step back or forth. "othersStay" when there were words of others among what it would have brought back. */
  step(way) {
    const stack = way === "undo" ? this.#manager.undoStack : this.#manager.redoStack;
    const top = stack.at(-1);
    if (!top) return "";
    this.#end = -1;
    if (isEmpty(top)) {
      stack.pop();
      this.pause();
    } else {
      this.#manager[way]();
    }
    return top.meta.get(OTHERS) ? "othersStay" : "";
  }

  destroy() {
    this.#callOff();
    this.#manager.destroy();
  }
}

function leaveOthers(stackItem, isMine) {
  const deletions = mergeDeleteSets([stackItem.deletions]); // a copy: the original still goes out as the update
  for (const hand of [...deletions.clients.keys()]) {
    if (isMine(hand)) continue;
    deletions.clients.delete(hand);
    stackItem.meta.set(OTHERS, true);
  }
  stackItem.deletions = deletions;
}

const isEmpty = (stackItem) => !stackItem.deletions.clients.size && !stackItem.insertions.clients.size;
