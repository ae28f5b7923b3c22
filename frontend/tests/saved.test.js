/** "Saved" means saved: the outbox, its order, and the truth of the status while the line breaks in every way. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Backoff } from "../src/backoff.js";
import { later, open, quiet, sit } from "./fakes/desk.js";
import { FakeServer } from "./fakes/server.js";

const AVERY = 1;

test("written, kept on the device, acknowledged: each is said when it is true", async () => {
  const server = new FakeServer();
  const desk = await open(sit(server, AVERY));
  assert.equal(desk.state, "saved");
  desk.areas.did.focus().type("We met.");
  assert.equal(desk.state, "unsaved");
  await desk.note.settled();
  assert.equal(desk.state, "device", "on the disk of this device, on its way to the server");
  server.run();
  assert.equal(desk.state, "saved");
  assert.equal(server.text("did"), "We met.");
});

test("a lost acknowledgement is not one: the words are sent again, and stand in the note once", async () => {
  const server = new FakeServer();
  const desk = await open(sit(server, AVERY));
  server.loseAnswers = true;
  desk.areas.did.focus().type("Once.");
  await quiet(desk);
  assert.equal(server.text("did"), "Once.");
  assert.equal(desk.state, "device", "the server has it, and nobody said so");
  server.loseAnswers = false;
  server.cut();
  await later(1000, desk);
  assert.equal(desk.state, "saved");
  assert.equal(server.text("did"), "Once.");
});

test("a line that is silent for eight seconds while something is owed is called anew", async () => {
  const server = new FakeServer();
  const desk = await open(sit(server, AVERY));
  server.silent = true;
  desk.areas.did.focus().type("Anyone there?");
  await later(7_999, desk);
  assert.equal(server.tickets, 1);
  server.silent = false;
  await later(1, desk);
  assert.equal(server.tickets, 2);
  assert.equal(desk.state, "saved");
  assert.equal(server.text("did"), "Anyone there?");
});

test("a line that is silent while nothing is owed is left alone", async () => {
  const server = new FakeServer();
  const desk = await open(sit(server, AVERY));
  desk.areas.did.focus().type("Done.");
  await quiet(desk);
  await later(60_000, desk);
  assert.equal(server.tickets, 1);
});

test("written without a line: sent in order, joined by section, as soon as there is one", async () => {
  const server = new FakeServer();
  const desk = await open(sit(server, AVERY));
  server.down = true;
  server.cut();
  for (const letter of "abc") desk.areas.did.focus().type(letter);
  desk.areas.wins.focus().type("!");
  for (const letter of "def") desk.areas.did.focus().type(letter);
  await later(5_000, desk);
  assert.equal(desk.state, "device");
  assert.ok(desk.shown.at(-1).startsWith("device offline"));
  server.down = false;
  server.pushes.length = 0;
  desk.note.link.nudge();
  await quiet(desk);
  assert.deepEqual(
    server.pushes.map(({ section }) => section),
    [0, 1],
  );
  assert.deepEqual([server.text("did"), server.text("wins")], ["abcdef", "!"]);
  assert.equal(desk.state, "saved");
});

test("without a line it tries again, later every time, and at once when the network is back", async () => {
  const server = new FakeServer();
  server.down = true;
  const desk = sit(server, AVERY);
  let tries = 0;
  desk.note.link.on("state", (state) => state === "asking" && tries++);
  await open(desk);
  assert.equal(tries, 1);
  await later(399, desk);
  assert.equal(tries, 1);
  await later(1, desk);
  assert.equal(tries, 2);
  await later(799, desk);
  assert.equal(tries, 2);
  await later(1, desk);
  assert.equal(tries, 3);
  desk.note.link.nudge();
  await quiet(desk);
  assert.equal(tries, 4);
});

test("the waits grow to fifteen seconds, and never are all the same", () => {
  const backoff = new Backoff({ random: () => 1 });
  const waits = Array.from({ length: 9 }, () => backoff.next());
  assert.deepEqual(waits, [400, 800, 1600, 3200, 6400, 12800, 15000, 15000, 15000]);
  const lucky = new Backoff({ random: () => 0 });
  assert.deepEqual([lucky.next(), lucky.next()], [200, 400]);
  backoff.reset();
  assert.equal(backoff.next(), 400);
});

test("an ended sign-in: typing goes on, the words wait, and go out after signing in again", async () => {
  const server = new FakeServer();
  const desk = await open(sit(server, AVERY));
  server.signedOut.add(AVERY);
  server.bye(AVERY, "expired", 4401);
  await quiet(desk);
  assert.equal(desk.note.link.state, "locked");
  desk.areas.did.focus().type("Still here.");
  await later(30_000, desk);
  assert.equal(desk.state, "device");
  assert.equal(desk.areas.did.readOnly, false);
  assert.equal(server.text("did"), "");
  server.signedOut.clear();
  desk.note.link.resume();
  await quiet(desk);
  assert.equal(desk.state, "saved");
  assert.equal(server.text("did"), "Still here.");
});

test("while the question stands, a quiet try notices a sign-in from another tab and asks nothing more", async () => {
  const server = new FakeServer();
  const desk = sit(server, AVERY);
  server.signedOut.add(AVERY);
  const states = [];
  desk.note.link.on("state", (state) => states.push(state));
  await open(desk);
  desk.note.link.nudge();
  await quiet(desk);
  assert.deepEqual(states, ["asking", "locked"]);
  server.signedOut.clear();
  desk.note.link.nudge();
  await quiet(desk);
  assert.deepEqual(states, ["asking", "locked", "opening", "ready"]);
});

test("a ticket that came too late is not an ended sign-in", async () => {
  const server = new FakeServer();
  const desk = await open(sit(server, AVERY));
  server.bye(AVERY, "ticket", 4401);
  await quiet(desk);
  assert.equal(desk.note.link.state, "waiting");
  await later(1_000, desk);
  assert.equal(desk.note.link.state, "ready");
});

test("a great deal written offline goes out in parcels that the server takes", async () => {
  const server = new FakeServer();
  const desk = await open(sit(server, AVERY));
  server.down = true;
  server.cut();
  for (let i = 0; i < 30; i++) desk.areas.did.focus().type(`${i} `.repeat(5000));
  await quiet(desk);
  server.down = false;
  server.pushes.length = 0;
  desk.note.link.nudge();
  await quiet(desk);
  assert.ok(server.pushes.length > 1);
  assert.ok(server.pushes.every(({ update }) => update.length <= 256 * 1024));
  assert.equal(server.text("did"), desk.areas.did.value);
  assert.equal(desk.state, "saved");
});

test("a frame that breaks the protocol costs the line, not the page", async () => {
  const server = new FakeServer();
  const desk = await open(sit(server, AVERY));
  const [line] = server.lines;
  line.socket.onmessage({ data: Uint8Array.of(131, 0, 255, 255, 255).buffer });
  assert.equal(desk.note.link.state, "waiting");
  await later(1_000, desk);
  assert.equal(desk.note.link.state, "ready");
});
