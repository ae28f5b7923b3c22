/** Any order of writing, composing, undoing and arriving ends with the same words under the right names. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { runsOf } from "../src/voices.js";
import { ANA, Pair } from "./fakes/pair.js";
import { seeded } from "./fakes/chance.js";

test("two who write, correct, compose and undo in any order end with the same words, each under the right name", () => {
  for (let seed = 1; seed <= 150; seed++) {
    const random = seeded(seed);
    const pair = new Pair();
    for (let step = 0; step < 60; step++) act([pair.ana, pair.ben][random(2)], pair, random);
    for (const one of [pair.ana, pair.ben]) one.area.composeEnd();
    pair.pass(0).arrive().pass(0).arrive();
    assert.equal(pair.texts[0], pair.texts[1], `seed ${seed}`);
    assert.equal(pair.ana.section.text.toString(), pair.texts[0], `seed ${seed}`);
    assert.ok(!pair.texts[0].includes("\ufffd"), `seed ${seed}: half a letter`);
    for (const { author, words } of runsOf(pair.ana.section.text, (hand) => hand)) {
      const foreign = author === ANA ? /[b\u{1f602}]/u : /[a\u{1f600}]/u;
      assert.ok(!foreign.test(words), `seed ${seed}: ${words} under ${author}`);
    }
  }
});

/** Ana writes only `a` and one face, Ben only `b` and another, so that every letter shows who wrote it. */
function act(one, pair, random) {
  const letters = one === pair.ana ? ["a", "aa\n", "\u{1f600}"] : ["b", "b b", "\u{1f602}"];
  const { area } = one;
  const place = () => whole(area.value, random(area.value.length + 1));
  const isComposing = one.field.isComposing;
  const acts = [
    () => isComposing || area.at(place()).type(letters[random(3)]),
    () => isComposing || area.at(...[place(), place()].sort((x, y) => x - y)).type(letters[random(3)]),
    () => isComposing || area.at(place()).backspace(),
    () => (isComposing ? area.compose(letters[random(3)]) : area.at(place()).composeStart()),
    () => isComposing && area.composeEnd(),
    () => area.undo(),
    () => area.redo(),
    () => pair.arrive(),
    () => pair.pass(random(900)),
  ];
  acts[random(acts.length)]();
}

/** A place between two letters, not inside one. */
const whole = (text, at) => (/[\udc00-\udfff]/.test(text[at] ?? "") ? at + 1 : at);
