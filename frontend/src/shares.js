/** "Whose words" as a figure: a bar in colors and patterns, and the percentages in words. */
import { draw, make, voiceClass } from "./dom.js";

export class Shares {
  #bar;
  #legend;
  #texts;
  #last = "";

  constructor(place, texts) {
    this.#bar = place.querySelector(".meter-bar");
    this.#legend = place.querySelector(".meter-legend");
    this.#texts = texts;
  }

  /** Shows these shares: { name, voice, share }. */
  show(shares) {
    const now = JSON.stringify(shares);
    if (now === this.#last) return;
    this.#last = now;
    let start = 0;
    const parts = [];
    for (const { voice, share } of shares) {
      if (share) parts.push(part(voice, start, share));
      start += share;
    }
    this.#bar.replaceChildren(...parts);
    this.#legend.replaceChildren(...shares.map((share) => this.#line(share)));
  }

  #line({ name, voice, share }) {
    const size = { width: "24", height: "14", "aria-hidden": "true", focusable: "false" };
    const swatch = draw("svg", { class: `meter-swatch meter-${voiceClass(voice)}`, ...size }, ...pattern(4));
    return make(
      "li",
      {},
      swatch,
      make("span", {}, `${name} `, make("b", { class: "figures" }, this.#texts.percent(share))),
    );
  }
}

function part(voice, start, share) {
  const gap = start ? draw("rect", { class: "meter-gap", width: "2", height: "100%" }) : null;
  const span = { x: `${start}%`, width: `${share}%`, height: "100%" };
  return draw("svg", { class: `meter-${voiceClass(voice)}`, ...span }, ...pattern(8), gap);
}

function pattern(from) {
  return [
    draw("rect", { class: "meter-part", width: "100%", height: "100%" }),
    draw("line", { class: "meter-pattern", x1: from, x2: "100%", y1: "50%", y2: "50%" }),
  ];
}
