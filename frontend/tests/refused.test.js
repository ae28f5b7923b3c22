/** Words that the server does not take, or takes beside the note: kept, shown, never in the way of the next ones. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { handsIn } from "../src/voices.js";
import { crash, later, open, quiet, sit } from "./fakes/desk.js";
import { FakeServer } from "./fakes/server.js";

const AVERY = 1;

test("no longer shared: nothing can be written, and what did not arrive can be taken along", async () => {
  const server = new FakeServer();
  const desk = await open(sit(server, AVERY));
  server.loseAnswers = true;
  server.nack = () => "storage";
  desk.areas.wins.focus().type("Almost.");
  await quiet(desk);
  server.bye(AVERY, "rights", 4403);
  await quiet(desk);
  assert.equal(desk.note.link.state, "gone");
  assert.ok(desk.areas.wins.readOnly);
  assert.equal(desk.areas.wins.value, "Almost.");
  assert.deepEqual(desk.note.unsent, [{ key: "wins", words: "Almost." }]);
  await later(60_000, desk);
  assert.equal(server.tickets, 1, "it does not knock again");
});

test("'not now' means all of it again, in order, after a short wait", async () => {
  const server = new FakeServer();
  const desk = await open(sit(server, AVERY));
  let refusals = 2;
  server.nack = () => (refusals-- > 0 ? "gap" : "");
  desk.areas.did.focus().type("a").type("b").type("c");
  await quiet(desk);
  assert.notEqual(desk.state, "saved");
  await later(5_000, desk);
  assert.equal(desk.state, "saved");
  assert.equal(server.text("did"), "abc");
});

test("a server without room: nothing is called saved, and it goes on when there is room", async () => {
  const server = new FakeServer();
  const desk = await open(sit(server, AVERY));
  server.nack = () => "storage";
  desk.areas.did.focus().type("Hold on.");
  for (let i = 0; i < 30; i++) await later(10_000, desk);
  assert.equal(desk.state, "device");
  assert.ok(desk.shown.at(-1).includes("server"));
  assert.equal(desk.facts.refused, 0);
  server.nack = null;
  await later(10_000, desk);
  assert.equal(desk.state, "saved");
  assert.equal(server.text("did"), "Hold on.");
});

test("refused words are kept and shown, leave the text, and what is written next is taken", async () => {
  const server = new FakeServer();
  const desk = await open(sit(server, AVERY));
  desk.areas.did.focus().type("Short. ");
  await quiet(desk);
  server.limit = 400;
  desk.areas.did.type("x".repeat(1000));
  await quiet(desk);
  await later(1_000, desk);
  assert.equal(desk.areas.did.value, "Short. ");
  assert.deepEqual(desk.note.refusals, [{ key: "did", why: "big", words: "x".repeat(1000) }]);
  assert.equal(desk.state, "refused");
  desk.areas.did.at(7).type("On we go.");
  await quiet(desk);
  assert.equal(server.text("did"), "Short. On we go.");
  assert.equal(desk.areas.did.value, "Short. On we go.");
  await later(1_000, desk);
  crash(desk);
  const next = await open(sit(server, AVERY, { idb: desk.idb }));
  assert.deepEqual(next.note.refusals, [{ key: "did", why: "big", words: "x".repeat(1000) }]);
  assert.equal(next.areas.did.value, "Short. On we go.");
  next.note.letGo("did");
  await later(1_000, next);
  assert.equal(next.state, "saved");
  crash(next);
  const last = await open(sit(server, AVERY, { idb: desk.idb }));
  assert.deepEqual(last.note.refusals, []);
});

test("words that never fit are not sent for ever: they are set aside, and the note goes on", async () => {
  const server = new FakeServer();
  const desk = await open(sit(server, AVERY));
  server.nack = ({ section }) => (section === 0 ? "unknown" : "");
  desk.areas.did.focus().type("Nowhere.");
  for (let i = 0; i < 12; i++) await later(10_000, desk);
  assert.deepEqual(desk.note.refusals, [{ key: "did", why: "gap", words: "Nowhere." }]);
  assert.equal(desk.areas.did.value, "");
  server.nack = null;
  desk.areas.did.focus().type("Here.");
  await quiet(desk);
  assert.equal(server.text("did"), "Here.");
});

test("a part that is not one's own is refused, whatever the page thinks", async () => {
  const server = new FakeServer();
  const desk = await open(sit(server, AVERY));
  assert.ok(desk.areas.own.readOnly);
  assert.equal(desk.areas.own.attributes.get("aria-readonly"), "true");
  desk.areas.own.type("forced");
  await quiet(desk);
  assert.equal(server.text("own"), "");
  assert.deepEqual(
    desk.note.refusals.map(({ key, why }) => [key, why]),
    [["own", "section"]],
  );
  assert.equal(desk.areas.own.value, "");
});

test("late words are kept beside the note, told, and leave the text here too", async () => {
  const server = new FakeServer();
  const desk = await open(sit(server, AVERY));
  const late = [];
  desk.note.on("late", (key, words) => late.push([key, words]));
  server.cut();
  desk.areas.did.focus().type("Too late?");
  server.stage = "offered";
  await later(1_000, desk);
  assert.deepEqual(late, [["did", "Too late?"]]);
  assert.equal(server.late.length, 1);
  assert.equal(desk.areas.did.value, "");
  assert.ok(desk.areas.did.readOnly);
  assert.equal(desk.state, "saved");
  await later(1_000, desk);
  crash(desk);
  const next = await open(sit(server, AVERY, { idb: desk.idb }));
  assert.equal(next.areas.did.value, "");
  assert.equal(server.late.length, 1, "sent once");
  server.reopen();
  await later(1_000, next);
  assert.equal(next.areas.did.value, "Too late?", "opened again: they are in");
  assert.ok(!next.areas.did.readOnly);
});

test("the stage changes while one writes: the fields close, and open again with it", async () => {
  const server = new FakeServer();
  const desk = await open(sit(server, AVERY));
  server.enter("offered");
  await quiet(desk);
  assert.ok(desk.areas.did.readOnly);
  server.enter("draft");
  await quiet(desk);
  assert.ok(!desk.areas.did.readOnly);
});

test("after a refusal one writes with a fresh hand, so that no letter has two meanings", async () => {
  const server = new FakeServer();
  const desk = await open(sit(server, AVERY));
  desk.areas.did.focus().type("Before. ");
  await quiet(desk);
  server.nack = () => "content";
  desk.areas.did.type("Refused. ");
  await quiet(desk);
  server.nack = null;
  desk.areas.did.at(8).type("After.");
  await quiet(desk);
  assert.equal(server.text("did"), "Before. After.");
  const hands = server.pushes.map(({ update }) => [...handsIn(update)][0]);
  assert.deepEqual(
    [...new Set(hands)].map((hand) => desk.note.authorOf(hand)),
    [AVERY, AVERY],
  );
});

test("a fresh hand also where nothing of the old one was ever taken", async () => {
  const server = new FakeServer();
  const desk = await open(sit(server, AVERY));
  server.nack = () => "content";
  desk.areas.did.focus().type("Refused.");
  await quiet(desk);
  server.nack = null;
  desk.areas.did.type("Taken.");
  await quiet(desk);
  const [refused, taken] = server.pushes.map(({ update }) => [...handsIn(update)][0]);
  assert.notEqual(refused, taken);
  assert.equal(server.text("did"), "Taken.");
});

test("words that wait while the text is fetched anew stand in the new text as well", async () => {
  const server = new FakeServer();
  const desk = await open(sit(server, AVERY));
  server.stage = "offered";
  desk.areas.did.focus().type("One. ");
  desk.areas.did.type("Two.");
  let pushes = 0;
  server.nack = () => (++pushes > 1 ? "storage" : "");
  await quiet(desk);
  assert.equal(server.late.length, 1);
  server.nack = null;
  server.reopen();
  await later(1_000, desk);
  assert.equal(server.text("did"), "One. Two.");
  assert.equal(desk.areas.did.value, "One. Two.");
  assert.equal(desk.state, "saved");
});

test("closed between a refusal and the new text: the next load begins from the server's words", async () => {
  const server = new FakeServer();
  const desk = await open(sit(server, AVERY));
  server.nack = () => "content";
  desk.areas.did.focus().type("Refused.");
  await desk.note.hurry();
  server.down = true; // nothing new can be fetched
  server.run();
  await desk.note.settled();
  crash(desk);
  server.down = false;
  server.nack = null;
  const next = await open(sit(server, AVERY, { idb: desk.idb }));
  assert.equal(next.areas.did.value, "");
  assert.deepEqual(next.note.refusals, [{ key: "did", why: "content", words: "Refused." }]);
});

test("refused words that are let go at once are gone from the device too", async () => {
  const server = new FakeServer();
  const desk = await open(sit(server, AVERY));
  server.nack = () => "content";
  desk.areas.did.focus().type("Refused.");
  await desk.note.settled();
  const tidying = desk.note.hurry(); // the device is busy, so that the refusal itself has to wait for it
  await Promise.resolve();
  server.run();
  desk.note.letGo("did");
  server.nack = null;
  await tidying;
  await quiet(desk);
  await later(1_000, desk);
  crash(desk);
  const next = await open(sit(server, AVERY, { idb: desk.idb }));
  assert.deepEqual(next.note.refusals, []);
  assert.equal(next.areas.did.value, "");
});

test("a refusal in the middle of a composition: the word is finished first, then the text is the server's", async () => {
  const server = new FakeServer();
  const desk = await open(sit(server, AVERY));
  desk.areas.did.focus().type("Kept. ");
  await quiet(desk);
  server.nack = () => "content";
  desk.areas.did.composeStart().compose("half");
  await quiet(desk);
  server.nack = null;
  assert.equal(desk.areas.did.value, "Kept. half");
  desk.areas.did.compose("half a word").composeEnd();
  await later(0, desk);
  assert.equal(desk.areas.did.value, "Kept. ");
  assert.equal(desk.areas.did.value, server.text("did"));
  assert.match(desk.note.refusals[0].words, /half/);
  desk.areas.did.at(6).type("On.");
  await quiet(desk);
  assert.equal(server.text("did"), "Kept. On.");
});
