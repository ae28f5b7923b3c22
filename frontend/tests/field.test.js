/** A textarea and a text that are one, whatever the keyboard does and whatever others write meanwhile. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Field } from "../src/field.js";
import { Section } from "../src/sections.js";
import { runsOf } from "../src/voices.js";
import { FakeClock } from "./fakes/clock.js";
import { ANA, BEN, Pair } from "./fakes/pair.js";
import { FakeTextarea } from "./fakes/textarea.js";

const runs = ({ section }) => runsOf(section.text, (hand) => hand).map(({ author, words }) => [author, words]);
const same = (pair, text) => assert.deepEqual(pair.texts, [text, text]);

function begun(text = "We met at the library.") {
  const pair = new Pair();
  pair.ana.area.type(text);
  pair.arrive().pass(1_000);
  return pair;
}

test("what one types the other reads", () => {
  const pair = begun();
  pair.ben.area.at(22).type(" I was early.");
  pair.arrive();
  same(pair, "We met at the library. I was early.");
  assert.deepEqual(runs(pair.ana), [
    [ANA, "We met at the library."],
    [BEN, " I was early."],
  ]);
});

test("the caret stays with the letter before it", () => {
  const pair = begun();
  pair.ana.area.at(22);
  pair.ben.area.at(0).type("On Monday: ");
  pair.arrive();
  assert.equal(pair.ana.area.selectionEnd, 33);
  pair.ben.area.at(33).type(" Both of us.");
  pair.arrive();
  assert.equal(pair.ana.area.selectionEnd, 33, "words at the caret come after it");
  pair.ana.area.type("!");
  pair.arrive();
  same(pair, "On Monday: We met at the library.! Both of us.");
});

test("a selection keeps its words and takes in no others", () => {
  const pair = begun("one two three");
  pair.ana.area.at(4, 7);
  pair.ben.area.at(4).type("<").at(8).type(">");
  pair.arrive();
  const { selectionStart, selectionEnd, value } = pair.ana.area;
  assert.equal(value, "one <two> three");
  assert.equal(value.slice(selectionStart, selectionEnd), "two");
});

test("a field without the focus never gets a caret", () => {
  const pair = begun();
  pair.ana.area.at(5).blur();
  pair.ana.area.setSelectionRange = () => assert.fail("some browsers would move the focus");
  pair.ben.area.at(0).type("x");
  pair.arrive();
  same(pair, "xWe met at the library.");
});

test("while a word is composed others wait, then both are there and the caret is behind the word", () => {
  const pair = begun("abc def");
  pair.ana.area.at(3).composeStart().compose("に").compose("にほ").compose("日本");
  pair.ben.area.at(0).type("Ben first. ");
  pair.arrive();
  assert.equal(pair.ana.area.value, "abc日本 def", "not in the middle of a word");
  assert.equal(pair.ben.area.value, "Ben first. abc日本 def", "what is composed is on its way already");
  pair.ana.area.composeEnd();
  pair.pass(0);
  assert.equal(pair.ana.area.value, "Ben first. abc日本 def");
  assert.equal(pair.ana.area.selectionEnd, 16);
  pair.arrive();
  same(pair, "Ben first. abc日本 def");
});

test("a keyboard that begins the next word in the same breath is not disturbed between the two", () => {
  const pair = begun("");
  pair.ana.area.composeStart().compose("한");
  pair.ben.area.type("Ben. ");
  pair.arrive();
  pair.ana.area.composeEnd().composeStart().compose("글");
  pair.pass(0);
  assert.equal(pair.ana.area.value, "한글");
  pair.ana.area.composeEnd();
  pair.pass(0).arrive();
  same(pair, pair.ana.area.value);
  assert.ok(["한글Ben. ", "Ben. 한글"].includes(pair.ana.area.value), pair.ana.area.value);
});

test("words that wait long are said to wait, once, and no longer when they are there", () => {
  const pair = begun("");
  pair.ana.area.composeStart().compose("wor");
  pair.ben.area.type("a");
  pair.arrive().pass(1_500);
  pair.ben.area.type("b");
  pair.arrive().pass(1_500);
  assert.deepEqual(pair.ana.heard, ["waiting true"]);
  pair.ana.area.composeEnd();
  pair.pass(0);
  assert.deepEqual(pair.ana.heard, ["waiting true", "waiting false"]);
});

test("leaving the field ends a composition", () => {
  const pair = begun("");
  pair.ana.area.composeStart().compose("half");
  pair.ben.area.type("Ben. ");
  pair.arrive();
  pair.ana.area.blur();
  pair.pass(0).arrive();
  same(pair, pair.ben.area.value);
  assert.ok(pair.ana.area.value.includes("half") && pair.ana.area.value.includes("Ben."));
});

test("a correction keeps every other word with its author", () => {
  const pair = begun("I called teh landlord");
  pair.ben.area.at(21).type(", twice");
  pair.arrive();
  pair.ana.area.at(28).correct("teh", "the");
  pair.arrive();
  same(pair, "I called the landlord, twice");
  assert.deepEqual(runs(pair.ben), [
    [ANA, "I called the landlord"],
    [BEN, ", twice"],
  ]);
});

test("dictation that puts in whole sentences, and rewrites what it just heard", () => {
  const pair = begun("");
  pair.ana.area.type("i asked for to payments");
  pair.ana.area.correct("to payments", "two payments");
  pair.ana.area.correct("i asked", "I asked");
  pair.arrive();
  same(pair, "I asked for two payments");
});

test("letters of two units are written and taken out whole", () => {
  const pair = begun("\u{1f600}");
  pair.ben.area.at(0, 2).type("\u{1f602}");
  pair.arrive();
  same(pair, "\u{1f602}");
  pair.ana.area.at(2).type("\u{1f602}");
  pair.ben.area.at(0).type("\u{1f600}");
  pair.arrive();
  same(pair, "\u{1f600}\u{1f602}\u{1f602}");
  pair.ana.area.at(4).backspace();
  pair.arrive();
  same(pair, "\u{1f600}\u{1f602}");
  assert.ok(!pair.texts[0].includes("\ufffd"));
});

test("both take out the same words, and both go on writing there", () => {
  const pair = begun("keep this, lose that, keep this");
  pair.ana.area.at(10, 21).type("A");
  pair.ben.area.at(10, 21).type("B");
  pair.arrive();
  const [text] = pair.texts;
  same(pair, text);
  assert.match(text, /^keep this,(AB|BA) keep this$/);
});

test("undo takes back one's own words and leaves those of others", () => {
  const pair = begun("Ana wrote this.");
  pair.ben.area.at(15).type(" Ben too.");
  pair.arrive().pass(1_000);
  const event = pair.ana.area.undo();
  pair.arrive();
  assert.ok(event.defaultPrevented);
  same(pair, " Ben too.");
  pair.ana.area.redo();
  pair.arrive();
  same(pair, "Ana wrote this. Ben too.");
  pair.ben.area.undo();
  pair.arrive();
  same(pair, "Ana wrote this.");
});

test("undo goes step by step: a pause and another place begin a new one", () => {
  const pair = begun("one");
  pair.ana.area.type(" t").type("w").type("o");
  pair.pass(1_000);
  pair.ana.area.at(0).type("zero ");
  assert.equal(pair.ana.area.value, "zero one two");
  pair.ana.area.undo();
  assert.equal(pair.ana.area.value, "one two");
  pair.ana.area.undo();
  assert.equal(pair.ana.area.value, "one");
  assert.equal(pair.ana.area.selectionEnd, 3);
});

test("an undo never brings back words of somebody else under the wrong name", () => {
  const pair = begun("Ana. ");
  pair.ben.area.at(5).type("Ben. ");
  pair.arrive().pass(1_000);
  pair.ana.area.at(0, 10).backspace();
  pair.arrive();
  same(pair, "");
  pair.ana.area.undo();
  pair.arrive();
  same(pair, "Ana. ");
  assert.deepEqual(runs(pair.ben), [[ANA, "Ana. "]]);
  assert.deepEqual(pair.ana.heard, ["othersStay"]);
});

test("an undo of nothing but words of somebody else does nothing, and says so", () => {
  const pair = begun("Ana. ");
  pair.ben.area.at(5).type("Ben.");
  pair.arrive().pass(1_000);
  pair.ana.area.at(5, 9).backspace();
  pair.arrive();
  pair.ana.area.undo();
  pair.arrive();
  same(pair, "Ana. ");
  assert.deepEqual(pair.ana.heard, ["othersStay"]);
  pair.ana.area.undo();
  assert.equal(pair.ana.area.value, "");
});

test("Tab and every other key are left to the browser", () => {
  const pair = begun();
  for (const key of ["Tab", "Enter", "a", "Escape"]) assert.ok(!pair.ana.area.key(key).defaultPrevented, key);
  assert.ok(!pair.ana.area.key("z", { ctrlKey: true, altKey: true }).defaultPrevented);
});

test("a carriage return from elsewhere takes up one unit here too", () => {
  const pair = begun("");
  pair.ben.section.doc.transact(() => pair.ben.section.text.insert(0, "a\r\nb"), "elsewhere");
  pair.arrive();
  assert.equal(pair.ana.area.value, "a \nb");
  pair.ana.area.at(4).type("!");
  assert.equal(pair.ana.section.text.toString(), "a\r\nb!");
});

test("typed before the note was there: put in at its place when it comes, in the middle of a word or not", () => {
  const clock = new FakeClock();
  const area = new FakeTextarea("We met.").focus();
  const field = new Field(area, { clock, isMine: (hand) => hand === ANA });
  area.at(7).type(" I spoke");
  assert.ok(field.isAhead);
  const section = new Section("did", { hand: ANA });
  section.receive(textOf("Monday: We met."));
  area.composeStart().compose(" up");
  field.bind(section);
  assert.equal(area.value, "We met. I spoke up", "not while composing");
  area.composeEnd();
  clock.pass(0);
  assert.equal(area.value, "Monday: We met. I spoke up");
  assert.equal(section.text.toString(), area.value);
  assert.equal(area.selectionEnd, area.value.length);
  assert.ok(!field.isAhead);
});

function textOf(words) {
  const section = new Section("x", { hand: BEN });
  section.text.insert(0, words);
  return section.whole;
}
