/** Two fields on the same section, each with a text of its own, and a line between them that a test opens and shuts. */
import { Field } from "../../src/field.js";
import { Section } from "../../src/sections.js";
import { FakeClock } from "./clock.js";
import { FakeTextarea } from "./textarea.js";

export const ANA = 11;
export const BEN = 22;

export class Pair {
  #wire = [];

  constructor() {
    this.ana = this.#sit(ANA);
    this.ben = this.#sit(BEN);
    this.ana.section.on("wrote", (update) => this.#wire.push([this.ben, update]));
    this.ben.section.on("wrote", (update) => this.#wire.push([this.ana, update]));
  }

  /** Everything that was written arrives at the other, and what that brings about. */
  arrive() {
    for (const [to, update] of this.#wire.splice(0)) to.section.receive(update);
    return this;
  }

  pass(ms) {
    for (const { clock } of [this.ana, this.ben]) clock.pass(ms);
    return this;
  }

  get texts() {
    return [this.ana.area.value, this.ben.area.value];
  }

  #sit(hand) {
    const clock = new FakeClock();
    const section = new Section("did", { hand });
    const area = new FakeTextarea();
    const heard = [];
    const field = new Field(area, { clock, isMine: (other) => other === hand });
    for (const name of ["waiting", "othersStay"])
      field.on(name, (what) => heard.push(what === undefined ? name : `${name} ${what}`));
    field.bind(section);
    return { section, area: area.focus(), field, clock, heard };
  }
}
