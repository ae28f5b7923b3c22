/** The same page code over real sockets: two people, a server that is killed in mid-sentence and comes back. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { IDBFactory } from "fake-indexeddb";
import { WebSocket } from "ws";
import { clock } from "../src/clock.js";
import { Note } from "../src/note.js";
import { KEYS, FakeServer } from "./fakes/server.js";
import { listen } from "./fakes/listen.js";

let hands = 5000;

function connect(url, n) {
  const note = new Note({
    id: "note",
    parts: KEYS.map((key) => ({ key })),
    line: {
      urls: { ticket: `${url}/ticket/${n}`, live: `${url.replace("http", "ws")}/live/${n}` },
      csrf: `token-${n}`,
      fetch,
      Socket: WebSocket,
      random: () => 0,
    },
    keeps: { idb: new IDBFactory(), crypto },
    clock,
    hands: () => ++hands,
    load: `load-${n}`,
  });
  note.start();
  return note;
}

const write = (note, words) => {
  const { doc, text } = note.sections.get("did");
  doc.transact(() => text.insert(text.length, words), "hand");
};

/** As soon as it is so. */
function until(note, isSo) {
  return new Promise((done) => {
    const look = () => isSo() && done();
    for (const what of ["changed", "text", "open"]) note.on(what, look);
    look();
  });
}

const text = (note) => note.sections.get("did").text.toString();
const isSaved = (note) => note.isOpen && note.link.isReady && !note.facts.waiting;

test("two people over real sockets, through a server that goes away and comes back", async () => {
  const server = new FakeServer();
  const first = await listen(server);
  const port = Number(new URL(first.url).port);
  const [avery, jordan] = [connect(first.url, 1), connect(first.url, 0)];
  await Promise.all([until(avery, () => isSaved(avery)), until(jordan, () => isSaved(jordan))]);
  write(avery, "We met. ");
  await until(jordan, () => text(jordan) === "We met. ");
  await first.close();
  await Promise.all([avery, jordan].map((note) => until(note, () => !note.link.isReady)));
  write(avery, "Avery, meanwhile. ");
  write(jordan, "Jordan, meanwhile. ");
  const second = await listen(server, { port });
  await Promise.all([avery, jordan].map((note) => until(note, () => isSaved(note) && text(note).length === 45)));
  assert.equal(text(avery), text(jordan));
  assert.equal(text(avery), server.text("did"));
  avery.link.stop();
  jordan.link.stop();
  await Promise.all([avery.hurry(), jordan.hurry()]);
  await second.close();
});
