/** How long to wait before the next try: longer every time, never all together, never for ever. */
export class Backoff {
  #tries = 0;

  constructor({ random = Math.random, first = 400, most = 15_000 } = {}) {
    Object.assign(this, { random, first, most });
  }

  next() {
    const whole = Math.min(this.first * 2 ** this.#tries++, this.most);
    return Math.round(whole * (0.5 + this.random() / 2));
  }

  reset() {
    this.#tries = 0;
  }
}
