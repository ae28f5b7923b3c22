/** Speaks to those who listen: politely, one sentence after another, none twice in a row. */
const GONE = 12_000;

export class Voice {
  #region;
  #clock;
  #last = "";

  constructor(region, clock) {
    this.#region = region;
    this.#clock = clock;
  }

  say(sentence) {
    if (!sentence || sentence === this.#last) return;
    this.#last = sentence;
    const line = this.#region.ownerDocument.createElement("p");
    line.textContent = sentence;
    this.#region.append(line);
    this.#clock.after(GONE, () => {
      line.remove();
      if (this.#last === sentence) this.#last = "";
    });
  }
}
