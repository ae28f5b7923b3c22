import assert from "node:assert/strict";
import { test } from "node:test";
import { Herald, newsBetween, whereabouts } from "../src/presence.js";
import { FakeClock } from "./fakes/clock.js";
import { PEOPLE } from "./fakes/server.js";

const titleOf = (key) => ({ did: "What we did", hard: "What was hard" })[key];
const jordan = (isHere, key = null) => [{ n: 0, name: "Jordan", isHere, key }];

function listening() {
  const clock = new FakeClock();
  const said = [];
  const herald = new Herald({
    clock,
    titleOf,
    say: (key, values) => said.push([key, ...Object.values(values)].join(" ")),
  });
  return { clock, said, be: (now, wait = 2_000) => (herald.update(() => now), clock.pass(wait)) };
}

test("others are here or not, in a section or in none; oneself is not among them", () => {
  const there = new Map([
    [7, { n: 0, key: "hard" }],
    [8, { n: 1, key: "did" }],
  ]);
  const found = whereabouts({ people: PEOPLE, here: [0, 1], there, me: 1 });
  assert.deepEqual(
    found.map(({ name, isHere, key }) => [name, isHere, key]),
    [["Jordan", true, "hard"]],
  );
  const gone = whereabouts({ people: PEOPLE, here: [1], there: new Map(), me: 1 });
  assert.deepEqual(
    gone.map(({ isHere, key }) => [isHere, key]),
    [[false, null]],
  );
});

test("coming, going and changing the section are news; staying is not", () => {
  const was = new Map([[0, { isHere: true, key: "did" }]]);
  assert.deepEqual(newsBetween(was, jordan(true, "did"), titleOf), []);
  assert.deepEqual(newsBetween(was, jordan(true, "hard"), titleOf), [
    ["writing_in", { name: "Jordan", section: "What was hard" }],
  ]);
  assert.deepEqual(newsBetween(was, jordan(false), titleOf), [["left", { name: "Jordan" }]]);
  assert.deepEqual(newsBetween(new Map(), jordan(true), titleOf), [["came", { name: "Jordan" }]]);
});

test("a section is told once, however often the caret moves or rests", () => {
  const { be, said } = listening();
  be(jordan(true, "did"));
  for (let i = 0; i < 20; i++) {
    be(jordan(true, null), 100);
    be(jordan(true, "did"), 100);
  }
  be(jordan(true, "did"));
  assert.deepEqual(said, ["writing_in Jordan What we did"]);
  be(jordan(true, "hard"));
  assert.deepEqual(said.slice(1), ["writing_in Jordan What was hard"]);
});

test("running through the fields is told by where it ends", () => {
  const { be, said } = listening();
  be(jordan(true, "did"), 200);
  be(jordan(true, "hard"), 1_500);
  assert.deepEqual(said, ["writing_in Jordan What was hard"]);
});

test("when one's own line is down nobody has left", () => {
  const { be, said } = listening();
  be(jordan(true));
  be(null);
  be(jordan(true));
  assert.deepEqual(said, ["came Jordan"]);
  be(jordan(false));
  assert.deepEqual(said.slice(1), ["left Jordan"]);
});
