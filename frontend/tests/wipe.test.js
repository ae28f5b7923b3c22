import assert from "node:assert/strict";
import { test } from "node:test";
import { IDBFactory } from "fake-indexeddb";
import { unsent, wipe, wipeAtSignOut } from "../src/wipe.js";
import { later, open, quiet, sit } from "./fakes/desk.js";
import { FakeServer } from "./fakes/server.js";

/** A form as it meets the listener: marked, sent, sent on. */
class FakeForm {
  sentOn = 0;
  constructor(sentence) {
    this.dataset = { wipe: sentence };
  }
  matches(selector) {
    return selector === "[data-wipe]" && this.dataset.wipe !== undefined;
  }
  requestSubmit() {
    this.sentOn++;
  }
}

function submit(document, form) {
  const event = new Event("submit", { cancelable: true });
  Object.defineProperty(event, "target", { value: form });
  Object.defineProperty(event, "submitter", { value: null });
  return Promise.all(document.listeners.map((listener) => listener(event))).then(() => event);
}

/** A document: where listeners listen, and what was told on it. */
function page() {
  return {
    documentElement: { dataset: {} },
    listeners: [],
    told: [],
    addEventListener(_, listener) {
      this.listeners.push(listener);
    },
    dispatchEvent(event) {
      this.told.push(event.type);
      event.detail?.wait(Promise.resolve(this.told.push("sent")));
    },
  };
}

test("after a wipe there is no copy of any note on this device, and the page that is open writes none", async () => {
  const server = new FakeServer();
  const desk = await open(sit(server, 1));
  server.cut();
  desk.areas.did.focus().type("Private.");
  await quiet(desk);
  assert.equal(await unsent(desk.idb), 1);
  await wipe(desk.idb);
  assert.deepEqual(await desk.idb.databases(), []);
  desk.areas.did.type("More.");
  await later(1_000, desk);
  assert.deepEqual(await desk.idb.databases(), []);
  assert.equal(desk.facts.keeping, "wiped");
  assert.equal(server.text("did"), "Private.More.", "it still travels");
});

test("signing out wipes first; where words would be lost it asks", async () => {
  const server = new FakeServer();
  const desk = await open(sit(server, 1));
  server.cut();
  server.down = true;
  desk.areas.did.focus().type("Not sent.");
  await quiet(desk);
  const answers = [false, true];
  const asked = [];
  const document = page();
  wipeAtSignOut(document, { idb: desk.idb, confirm: (sentence) => (asked.push(sentence), answers.shift()) });
  const form = new FakeForm("Some words are only on this device.");
  const first = await submit(document, form);
  assert.ok(first.defaultPrevented);
  assert.equal(form.sentOn, 0);
  assert.equal(await unsent(desk.idb), 1);
  await submit(document, form);
  assert.equal(form.sentOn, 1);
  assert.deepEqual(await desk.idb.databases(), []);
  assert.equal(asked.length, 2);
  const through = await submit(document, form);
  assert.ok(!through.defaultPrevented, "the second time it goes to the server");
});

test("where nothing waits nothing is asked, and a form without the mark is left alone", async () => {
  const document = page();
  wipeAtSignOut(document, { idb: new IDBFactory(), confirm: () => assert.fail("nothing to ask") });
  const form = new FakeForm("Sure?");
  await submit(document, form);
  assert.equal(form.sentOn, 1);
  assert.deepEqual(document.told, ["cairn:leaving", "sent", "cairn:wiping"]);
  const other = await submit(document, new FakeForm(undefined));
  assert.ok(!other.defaultPrevented);
});

test("whoever has to leave at once is asked nothing", async () => {
  const server = new FakeServer();
  const desk = await open(sit(server, 1));
  server.cut();
  server.down = true;
  desk.areas.did.focus().type("x");
  await quiet(desk);
  const document = page();
  wipeAtSignOut(document, { idb: desk.idb, confirm: () => assert.fail("no question") });
  const form = new FakeForm("");
  await submit(document, form);
  assert.equal(form.sentOn, 1);
  assert.deepEqual(document.told, ["cairn:wiping"]);
  assert.deepEqual(await desk.idb.databases(), []);
});

test("a form that somebody else sends is wiped for and not sent twice", async () => {
  const document = page();
  document.listeners.push((event) => event.preventDefault());
  wipeAtSignOut(document, { idb: new IDBFactory() });
  const form = new FakeForm("");
  await submit(document, form);
  assert.equal(form.sentOn, 0);
  assert.deepEqual(document.told, ["cairn:wiping"]);
});

test("a page watches once, however many scripts ask for it", () => {
  const document = page();
  wipeAtSignOut(document, { idb: new IDBFactory() });
  wipeAtSignOut(document, { idb: new IDBFactory() });
  assert.equal(document.listeners.length, 1);
});

test("a browser without a database can sign out too", async () => {
  await wipe(undefined);
  assert.equal(await unsent(undefined), 0);
});
