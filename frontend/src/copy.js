/** The device's part in a note: its copy is opened when the key comes, read, and written behind one's back. */
import { Device } from "./device.js";
import { Keeper } from "./keeper.js";

const LIMIT = 3_000;

export class Copy {
  #note;
  #keeps;
  #clock;
  #device = null;

  /** `keeps` is { idb, crypto }, or { without: why } where this device shall keep nothing. */
  constructor({ note, keeps, clock, texts, changed }) {
    this.#note = note;
    this.#keeps = keeps;
    this.#clock = clock;
    this.keeper = new Keeper({ clock, texts, changed });
    this.elsewhere = 0;
    this.unreadable = 0;
    if (keeps.without) this.keeper.doWithout(keeps.without);
  }

  get isKept() {
    return !this.#keeps.without;
  }

  /** The copy is open and `found` has seen what is in it; or it is not, and the note goes on without. */
  async open(key, found) {
    if (!this.isKept) return;
    const opened = this.#open(key, found).catch((error) =>
      this.keeper.doWithout(error.name === "Wiped" ? "wiped" : "failed"),
    );
    await this.#within(LIMIT, opened);
  }

  /** What is in the copy now, or nothing. */
  async read() {
    const found = await this.#device?.read();
    if (found) this.unreadable = found.unreadable;
    return found;
  }

  /** The copy is about to be removed: nothing is written there any more. */
  shut() {
    this.#device?.shut();
    this.keeper.doWithout("wiped");
  }

  async #open(key, found) {
    this.#device = await Device.open(key, { note: this.#note, ...this.#keeps });
    this.keeper.use(this.#device);
    found(await this.read());
    this.elsewhere = await this.#device.elsewhere().catch(() => 0);
  }

  /** A device that does not answer must not keep the note from opening. */
  #within(ms, promise) {
    return new Promise((done) => {
      const callOff = this.#clock.after(ms, done);
      promise.then(() => {
        callOff();
        done();
      });
    });
  }
}
