/** The copy on the device: what it saves, what it must not tell, and what happens when it fails. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { IDBFactory } from "fake-indexeddb";
import { copies, waitingIn } from "../src/stores.js";
import { crash, later, open, quiet, sit } from "./fakes/desk.js";
import { dump, edit, failing } from "./fakes/disk.js";
import { FakeServer } from "./fakes/server.js";

const AVERY = 1;
const JORDAN = 0;

test("closed in mid-sentence without a line: the next load finds the words and brings them in", async () => {
  const server = new FakeServer();
  const first = await open(sit(server, JORDAN));
  first.areas.own.focus().type("I was heard. ");
  await quiet(first);
  server.down = true;
  server.cut();
  first.areas.own.type("I will go again.");
  await quiet(first);
  crash(first);
  assert.equal(server.text("own"), "I was heard. ");
  server.down = false;
  const second = await open(sit(server, JORDAN, { idb: first.idb, words: { own: "I was heard. " } }));
  assert.equal(second.areas.own.value, "I was heard. I will go again.");
  assert.equal(server.text("own"), "I was heard. I will go again.");
  assert.equal(second.state, "saved");
});

test("a row leaves the device only after the text that holds it is there", async () => {
  const server = new FakeServer();
  const desk = await open(sit(server, AVERY));
  desk.areas.did.focus().type("Kept.");
  await quiet(desk);
  const [{ name }] = await copies(desk.idb);
  assert.equal(await waitingIn(desk.idb, name), 1, "acknowledged, and still there: the text has not been kept yet");
  await later(500, desk);
  assert.equal(await waitingIn(desk.idb, name), 0);
  crash(desk);
  const offline = new FakeServer(); // it knows nothing: what is shown can only be the device's own text
  const next = await open(sit(offline, AVERY, { idb: desk.idb }));
  assert.equal(next.areas.did.value, "Kept.");
});

test("a device that cannot write: said so, unsaved until acknowledged, and the words travel all the same", async () => {
  const server = new FakeServer();
  const idb = failing(new IDBFactory());
  const desk = await open(sit(server, AVERY, { keeps: { idb, crypto } }));
  idb.isFull = true;
  server.down = true;
  server.cut();
  desk.areas.did.focus().type("No room.");
  await later(5_000, desk);
  assert.equal(desk.state, "unsaved");
  assert.ok(desk.shown.at(-1).includes("full"), desk.shown.at(-1));
  server.down = false;
  desk.note.link.nudge();
  await quiet(desk);
  assert.equal(server.text("did"), "No room.");
  assert.equal(desk.state, "saved");
});

test("a device that had no room and has some again catches up by itself", async () => {
  const server = new FakeServer();
  const idb = failing(new IDBFactory());
  const desk = await open(sit(server, AVERY, { keeps: { idb, crypto } }));
  server.down = true;
  server.cut();
  idb.isFull = true;
  desk.areas.did.focus().type("Wait");
  await quiet(desk);
  assert.equal(desk.state, "unsaved");
  idb.isFull = false;
  await later(10_000, desk);
  assert.equal(desk.state, "device");
});

test("no device at all: the note opens, and nothing is claimed for the device", async () => {
  const server = new FakeServer();
  const idb = failing(new IDBFactory());
  idb.isBroken = true;
  const desk = await open(sit(server, AVERY, { keeps: { idb, crypto } }));
  assert.equal(desk.state, "saved");
  assert.equal(desk.facts.keeping, "failed");
  desk.areas.did.focus().type("x");
  assert.equal(desk.state, "unsaved");
  await quiet(desk);
  assert.equal(desk.state, "saved");
});

test("a shared device is never written to", async () => {
  const server = new FakeServer();
  const idb = new IDBFactory();
  const desk = await open(sit(server, AVERY, { idb, keeps: { without: "shared" } }));
  server.down = true;
  server.cut();
  desk.areas.did.focus().type("Nothing stays.");
  await later(5_000, desk);
  assert.equal(desk.state, "unsaved");
  assert.ok(desk.shown.at(-1).includes("shared"));
  assert.deepEqual(await idb.databases(), []);
  server.down = false;
  desk.note.link.nudge();
  await quiet(desk);
  assert.equal(desk.state, "saved");
});

test("what is on the device cannot be read there", async () => {
  const server = new FakeServer();
  const desk = await open(sit(server, AVERY));
  server.cut();
  desk.areas.did.focus().type("Jordan called the landlord");
  await later(1_000, desk);
  const everything = JSON.stringify(await dump(desk.idb), (_, value) =>
    value instanceof Uint8Array ? [...value].map((b) => String.fromCharCode(b)).join("") : value,
  );
  assert.ok(everything.includes("outbox"));
  for (const word of ["Jordan", "landlord", "0190-note", "did"]) assert.ok(!everything.includes(word), word);
});

test("with another key nothing old can be opened: it is left where it is, and said", async () => {
  const server = new FakeServer();
  const first = await open(sit(server, JORDAN));
  server.down = true;
  server.cut();
  first.areas.own.focus().type("Mine.");
  await quiet(first);
  crash(first);
  const names = (await copies(first.idb)).map(({ name }) => name);
  server.down = false;
  server.deviceKeys.set(JORDAN, new Uint8Array(32).fill(77));
  const second = await open(sit(server, JORDAN, { idb: first.idb }));
  await later(1_000, second);
  assert.equal(second.facts.elsewhere, 1);
  assert.ok(second.shown.at(-1).includes("elsewhere"));
  assert.equal(second.areas.own.value, "");
  assert.equal(await waitingIn(first.idb, names[0]), 1, "left, not deleted");
  server.deviceKeys.delete(JORDAN);
  crash(second);
  const third = await open(sit(server, JORDAN, { idb: first.idb }));
  assert.equal(third.areas.own.value, "Mine.", "and found again under its own key");
  assert.equal(server.text("own"), "Mine.");
});

test("rows that were tampered with or moved to another name do not open, and are left", async () => {
  const server = new FakeServer();
  const first = await open(sit(server, AVERY));
  server.down = true;
  server.cut();
  first.areas.did.focus().type("a").type("b");
  await quiet(first);
  crash(first);
  const [{ name }] = await copies(first.idb);
  const rows = await edit(first.idb, name, (store, all) => store.put({ ...all[1], id: `${all[1].id}x` }));
  assert.equal(rows.length, 2);
  server.down = false;
  const second = await open(sit(server, AVERY, { idb: first.idb }));
  await later(1_000, second);
  assert.equal(second.note.facts.elsewhere, 1);
  assert.equal(server.text("did"), "ab");
  assert.equal(await waitingIn(first.idb, name), 1);
});

test("somebody else signed in on this device meanwhile: nothing of this page goes out under their name", async () => {
  const server = new FakeServer();
  const desk = await open(sit(server, AVERY));
  server.down = true;
  server.cut();
  desk.areas.did.focus().type("Avery wrote this.");
  await quiet(desk);
  server.down = false;
  server.deviceKeys.set(AVERY, server.keyOf(JORDAN));
  server.pushes.length = 0;
  desk.note.link.nudge();
  await quiet(desk);
  assert.equal(desk.note.link.state, "other");
  assert.deepEqual(server.pushes, []);
  assert.deepEqual(desk.note.unsent, [{ key: "did", words: "Avery wrote this." }]);
});

test("two tabs of one person: each with its own hand, both converge, both tell the truth", async () => {
  const server = new FakeServer();
  const idb = new IDBFactory();
  const one = await open(sit(server, AVERY, { idb }));
  const two = await open(sit(server, AVERY, { idb }));
  one.areas.did.focus().type("one");
  two.areas.did.focus().type("two");
  await quiet(one, two);
  assert.equal(one.areas.did.value, two.areas.did.value);
  assert.equal(one.areas.did.value.length, 6);
  assert.deepEqual([one.state, two.state], ["saved", "saved"]);
  assert.equal(new Set(server.hands.keys()).size, 2);
});

test("a tab that was closed without a line leaves its words to the one that stays", async () => {
  const server = new FakeServer();
  const idb = new IDBFactory();
  const one = await open(sit(server, AVERY, { idb }));
  const two = await open(sit(server, AVERY, { idb }));
  server.down = true;
  server.cut();
  one.areas.did.focus().type("from the closed tab");
  await quiet(one, two);
  crash(one);
  server.down = false;
  two.note.link.nudge();
  await quiet(two);
  assert.equal(server.text("did"), "from the closed tab");
  assert.equal(two.areas.did.value, "from the closed tab");
});
