/** A clock whose hands a test moves. What is due is done in order. */
export class FakeClock {
  #now = 1_000_000;
  #due = [];
  #count = 0;

  now() {
    return this.#now;
  }

  after(ms, act) {
    const entry = { at: this.#now + ms, order: this.#count++, act };
    this.#due.push(entry);
    return () => (this.#due = this.#due.filter((other) => other !== entry));
  }

  /** So much later. */
  pass(ms) {
    const end = this.#now + ms;
    for (;;) {
      const [next] = this.#due.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at || a.order - b.order);
      if (!next) break;
      this.#due = this.#due.filter((other) => other !== next);
      this.#now = Math.max(this.#now, next.at);
      next.act();
    }
    this.#now = end;
  }

  get isIdle() {
    return !this.#due.length;
  }
}
