/**
 * Brings rows and texts to the device, in groups and in order: whatever came up while the last write ran goes into
 * the next one. A row that fails to be written is tried again; nothing else waits for it.
 */
const CALM = 400;
const AGAIN = 10_000;

export class Keeper {
  #clock;
  #texts;
  #changed;
  #device = null;
  #toWrite = new Set();
  #toForget = new Set();
  #touched = new Set();
  #work = null;
  #call = null;

  /** `texts(keys)` gives the sections as they are now; `changed()` hears when more, or less, is on the device. */
  constructor({ clock, texts, changed }) {
    this.#clock = clock;
    this.#texts = texts;
    this.#changed = changed;
    this.trouble = "";
  }

  use(device) {
    this.#device = device;
    this.trouble = "";
    this.#go();
  }

  /** There will be no device copy, and why. */
  doWithout(why) {
    this.trouble = why;
    this.#changed();
  }

  write(row) {
    row.kept = false;
    this.#toWrite.add(row);
    this.#go();
  }

  /** The row was acknowledged or let go. It leaves the device once the text that holds it is there. */
  forget(row) {
    if (this.#toWrite.delete(row) && !row.writing && !row.stored) return; // it never came to the device
    this.#toForget.add(row);
    this.#later(CALM);
  }

  touch(key) {
    this.#touched.add(key);
    this.#later(CALM);
  }

  /** Settles when there is nothing left to do now. */
  async settled() {
    while (this.#work) await this.#work;
  }

  /** What is due is written without waiting for a calm moment. */
  async hurry() {
    await this.settled();
    this.#go(true);
    await this.settled();
  }

  #later(ms) {
    this.#call ??= this.#clock.after(ms, () => {
      this.#call = null;
      if (this.#work) this.#later(CALM);
      else this.#go(true);
    });
  }

  #go(tidy = false) {
    const due = this.#toWrite.size || (tidy && (this.#toForget.size || this.#touched.size));
    if (!this.#device || this.#work || !due) return;
    this.#work = this.#round(tidy).then((well) => {
      this.#work = null;
      this.#changed();
      if (well) this.#go();
      else if (this.trouble === "wiped") this.#device = null;
      else this.#later(AGAIN);
    });
  }

  async #round(tidy) {
    try {
      if (this.#toWrite.size) await this.#writeRows([...this.#toWrite]);
      if (tidy) await this.#tidy();
      this.trouble = "";
      return true;
    } catch (error) {
      this.trouble = REASONS[error?.name] ?? "failed";
      return false;
    }
  }

  async #writeRows(rows) {
    for (const row of rows) row.writing = true;
    try {
      await this.#device.add(rows);
      for (const row of rows) {
        row.kept = row.stored = true;
        this.#toWrite.delete(row);
      }
    } finally {
      for (const row of rows) row.writing = false;
    }
  }

  async #tidy() {
    const gone = [...this.#toForget].filter((row) => !row.writing);
    const keys = new Set([...this.#touched, ...gone.map((row) => row.section)]);
    if (!keys.size) return;
    this.#touched.clear();
    try {
      const { texts, stale } = this.#texts(keys);
      await this.#device.settle({ texts, stale, gone: gone.map((row) => row.id) });
      for (const row of gone) this.#toForget.delete(row);
    } catch (error) {
      for (const key of keys) this.#touched.add(key);
      throw error;
    }
  }
}

const REASONS = { QuotaExceededError: "full", Wiped: "wiped" };
