/** Words of one's own that somebody else took out, and the places that others point at. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { indexOf } from "../src/carets.js";
import { Taken } from "../src/taken.js";
import { ANA, Pair } from "./fakes/pair.js";

const LONG = "I asked the landlord myself.";

function watched(text = LONG) {
  const pair = new Pair();
  const told = [];
  const { section, clock } = pair.ana;
  const taken = new Taken({ section, clock, isMine: (hand) => hand === ANA, tell: (words) => told.push(words) });
  pair.ana.area.type(text);
  pair.arrive().pass(1_000);
  return { pair, told, taken };
}

test("words that somebody else took out are told once things are calm, with the place where they stood", () => {
  const { pair, told, taken } = watched();
  pair.ben.area.at(2, 20).backspace();
  pair.arrive().pass(3_999);
  assert.deepEqual(told, []);
  pair.pass(1);
  assert.deepEqual(told, ["asked the landlord"]);
  assert.equal(taken.place, 2);
  pair.ana.field.insert(taken.place, told[0]);
  pair.arrive();
  assert.deepEqual(pair.texts, [LONG, LONG]);
});

test("taken out letter by letter is told as one", () => {
  const { pair, told } = watched();
  pair.ben.area.at(LONG.length);
  for (let i = 0; i < 20; i++) pair.ben.area.backspace();
  pair.arrive().pass(4_000);
  assert.equal(told.length, 1);
  assert.equal([...told[0]].sort().join("").trim(), [...LONG.slice(8)].sort().join("").trim());
});

test("a slip of the pen that was mended is not worth a word", () => {
  const { pair, told } = watched();
  pair.ben.area.at(2, 7).type("told");
  pair.arrive().pass(10_000);
  assert.deepEqual(told, []);
});

test("what one takes out oneself, and words of others, are no news", () => {
  const { pair, told } = watched();
  pair.ana.area.at(0, 20).backspace();
  pair.ben.area.at(0).type("Ben wrote a whole sentence here.");
  pair.arrive();
  pair.ben.area.at(0, 32).backspace();
  pair.arrive().pass(10_000);
  assert.deepEqual(told, []);
});

test("words that came and went before one ever saw them are no news", () => {
  const { pair, told } = watched("");
  const other = new Pair();
  other.ana.area.type(LONG);
  other.ana.area.at(0, LONG.length).backspace();
  pair.ana.section.receive(other.ana.section.whole);
  pair.pass(10_000);
  assert.deepEqual(told, []);
});

test("a caret is shown where it points, and not at all where it points at nothing here", () => {
  const { pair } = watched();
  pair.ana.area.at(5);
  assert.equal(indexOf(pair.ana.field.position, pair.ben.section), 5);
  const other = new Pair();
  other.ana.area.type("Words that Ben has never seen.");
  assert.equal(indexOf(other.ana.field.position, watched("").pair.ben.section), null);
  assert.equal(indexOf(new Uint8Array(), pair.ben.section), null);
  assert.equal(indexOf(Uint8Array.of(1, 5, 1, 2), pair.ben.section), null, "not even a position");
  assert.equal(indexOf(Uint8Array.of(1, 1, 120, 0), pair.ben.section), null, "of another text");
});
