import assert from "node:assert/strict";
import { test } from "node:test";
import { seeded } from "./fakes/chance.js";
import { isNothing, rebase, splice } from "../src/splice.js";

const done = (text, { at, gone, letters }) => text.slice(0, at) + letters + text.slice(at + gone);

test("the caret tells which of two equal letters was typed", () => {
  assert.deepEqual(splice("aaa", "aaaa", 2), { at: 1, gone: 0, letters: "a" });
  assert.deepEqual(splice("aaa", "aaaa", 4), { at: 3, gone: 0, letters: "a" });
  assert.deepEqual(splice("aaa", "aa", 0), { at: 0, gone: 1, letters: "" });
  assert.deepEqual(splice("aaa", "aa", 2), { at: 2, gone: 1, letters: "" });
});

test("a correction behind the caret leaves alone what stands between", () => {
  assert.deepEqual(splice("teh cat sat", "the cat sat", 11), { at: 1, gone: 2, letters: "he" });
});

test("a pair of surrogates is never cut in two", () => {
  const [smile, laugh] = ["\u{1f600}", "\u{1f602}"]; // they share their first half
  const change = splice(`a${smile}b`, `a${laugh}b`, 3);
  assert.deepEqual(change, { at: 1, gone: 2, letters: laugh });
  const [one, other] = ["\u{1f600}", "\u{1fa00}"]; // these share their second half
  assert.deepEqual(splice(one, other), { at: 0, gone: 2, letters: other });
});

test("nothing is nothing", () => {
  assert.ok(isNothing(splice("same", "same", 2)));
});

test("whatever the texts and the caret, the change turns the one into the other", () => {
  const random = seeded(7);
  const letters = ["a", "b", " ", "\n", "é", "\u{1f600}", "\u{1f602}", "\u{1fa00}"];
  const text = () => Array.from({ length: random(8) }, () => letters[random(letters.length)]).join("");
  for (let i = 0; i < 5000; i++) {
    const [before, after] = [text(), text()];
    const change = splice(before, after, random(after.length + 1));
    assert.equal(done(before, change), after);
    assert.ok(done(before, change).isWellFormed?.() ?? true);
    assert.ok(!/^[\udc00-\udfff]|[\ud800-\udbff]$/.test(change.letters), "half a letter was written");
  }
});

test("what was typed ahead finds its place in a text that changed meanwhile", () => {
  const base = "We met.";
  const mine = splice(base, "We met. I spoke.", 16);
  const theirs = splice(base, "On Monday: We met.");
  assert.equal(done("On Monday: We met.", rebase(mine, theirs)), "On Monday: We met. I spoke.");
  assert.deepEqual(rebase(splice(base, "So We met.", 3), splice(base, "We met. Yes.")), {
    at: 0,
    gone: 0,
    letters: "So ",
  });
});

test("where both changed the same words, both stay", () => {
  const base = "one two three";
  const mine = splice(base, "one TWO three", 7);
  const theirs = splice(base, "one deux three");
  assert.equal(done("one deux three", rebase(mine, theirs)), "one deuxTWO three");
});
