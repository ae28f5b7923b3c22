import assert from "node:assert/strict";
import { test } from "node:test";
import { lettersOf, runsOf, sharesOf, wordsIn } from "../src/voices.js";
import { ANA, BEN, Pair } from "./fakes/pair.js";
import { later, open, quiet, sit } from "./fakes/desk.js";
import { FakeServer } from "./fakes/server.js";

test("letters are counted, spaces are not, and a letter of two units is one letter", () => {
  const letters = lettersOf([
    [
      { author: 0, words: " a \u{1f600}\n" },
      { author: 1, words: "bc" },
    ],
    [{ author: 0, words: "é" }],
  ]);
  assert.deepEqual(
    [...letters],
    [
      [0, 3],
      [1, 2],
    ],
  );
});

test("letters whose author nobody knows yet are nobody's", () => {
  assert.deepEqual([...lettersOf([[{ author: null, words: "abc" }]])], []);
});

test("shares are whole, add up to a hundred, and are nothing where nothing is written", () => {
  const share = (...counts) =>
    sharesOf(
      new Map(counts.map((count, i) => [i, count])),
      counts.map((_, i) => i),
    ).map((s) => s.share);
  assert.deepEqual(share(46, 54), [46, 54]);
  assert.deepEqual(share(1, 2), [33, 67]);
  assert.deepEqual(share(1, 1, 1), [34, 33, 33]);
  assert.deepEqual(share(0, 5), [0, 100]);
  assert.deepEqual(share(0, 0), [0, 0]);
});

test("runs follow the hands, also through the middle of a sentence", () => {
  const pair = new Pair();
  pair.ana.area.type("I was resistant to calling");
  pair.arrive();
  pair.ben.area.at(6, 18).type("chose to wait before");
  pair.arrive();
  const runs = runsOf(pair.ana.section.text, (hand) => hand);
  assert.deepEqual(runs, [
    { author: ANA, words: "I was " },
    { author: BEN, words: "chose to wait before" },
    { author: ANA, words: " calling" },
  ]);
});

test("the words of updates are those that stand, place by place", () => {
  const pair = new Pair();
  const updates = [];
  pair.ana.section.on("wrote", (update) => updates.push(update));
  pair.ana.area.type("Yesterdax").backspace().type("y. ").at(0).type("Start. ");
  assert.equal(wordsIn(updates), "Yesterday. \nStart.");
  assert.equal(wordsIn([]), "");
  const later = [];
  pair.ben.section.on("wrote", (update) => later.push(update));
  pair.ben.area.type("Ben.");
  assert.equal(
    wordsIn([...updates, ...later]),
    "Yesterday. \nStart. \nBen.",
    "in the order of writing, whatever the hands",
  );
  assert.equal(wordsIn([...later, ...updates]), "Ben.\nYesterday. \nStart.");
});

test("every word has its author on both pages, also those from an earlier load and from a second device", async () => {
  const server = new FakeServer();
  server.write(0, "did", 0, "Jordan earlier. ");
  const avery = await open(sit(server, 1));
  const jordan = await open(sit(server, 0));
  avery.areas.did.focus().at(16).type("Avery now. ");
  await quiet(avery, jordan);
  jordan.areas.did.focus().at(27).type("Jordan now.");
  await quiet(avery, jordan);
  const authors = ({ note }) =>
    runsOf(note.sections.get("did").text, (hand) => note.authorOf(hand)).map(({ author, words }) => [author, words]);
  const expected = [
    [0, "Jordan earlier. "],
    [1, "Avery now. "],
    [0, "Jordan now."],
  ];
  assert.deepEqual(authors(avery), expected);
  assert.deepEqual(authors(jordan), expected);
  const again = await open(sit(server, 1));
  assert.deepEqual(authors(again), expected);
});

test("carets of others are known by person and section, and are gone with the line", async () => {
  const server = new FakeServer();
  const [avery, jordan] = [await open(sit(server, 1)), await open(sit(server, 0))];
  jordan.note.point("wins", jordan.fields[1].position);
  await quiet(avery, jordan);
  assert.deepEqual(
    [...avery.note.there.values()].map(({ n, key }) => [n, key]),
    [[0, "wins"]],
  );
  assert.deepEqual(avery.note.here, [1, 0]);
  jordan.note.point(null);
  await quiet(avery, jordan);
  assert.equal(avery.note.there.size, 0);
  jordan.note.point("did", jordan.fields[0].position);
  await quiet(avery, jordan);
  server.cut();
  assert.equal(avery.note.there.size, 0);
  await later(1_000, avery, jordan);
  assert.equal(avery.note.link.state, "ready");
});
