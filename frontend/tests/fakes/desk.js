/** A person at their page: a note, a textarea per section bound to it, a device, and a clock. */
import { IDBFactory } from "fake-indexeddb";
import { Field } from "../../src/field.js";
import { Note } from "../../src/note.js";
import { Status, stateOf } from "../../src/status.js";
import { FakeClock } from "./clock.js";
import { KEYS } from "./server.js";
import { FakeTextarea } from "./textarea.js";

let hands = 100;
let loads = 0;

export function sit(server, n, { idb = new IDBFactory(), keeps, clock = new FakeClock(), words = {} } = {}) {
  const note = new Note({
    id: "0190-note",
    parts: KEYS.map((key) => ({ key, title: key.toUpperCase() })),
    line: {
      urls: { ticket: "/ticket", live: "ws://x" },
      csrf: `token-${n}`,
      fetch: server.fetchFor(n),
      Socket: server.socketFor(n),
      random: () => 1,
    },
    keeps: keeps ?? { idb, crypto },
    clock,
    hands: () => ++hands,
    load: `load-${String(++loads).padStart(6, "0")}`,
  });
  const areas = Object.fromEntries(KEYS.map((key) => [key, new FakeTextarea(words[key] ?? "")]));
  const fields = KEYS.map((key) => new Field(areas[key], { clock, isMine: (hand) => note.isMine(hand) }));
  const desk = { server, note, idb, clock, areas, fields, shown: [], heard: [] };
  const status = new Status({
    clock,
    show: (state, details) => desk.shown.push([state, ...details].join(" ")),
    say: (state) => desk.heard.push(state),
  });
  const facts = () => ({ ...note.facts, ahead: fields.some((field) => field.isAhead) });
  note.on("open", () => fields.forEach((field, i) => field.bind(note.sections.get(KEYS[i]))));
  note.on("rights", () => fields.forEach((field, i) => field.allow(note.mayWrite(KEYS[i]))));
  note.on("changed", () => status.update(facts()));
  for (const field of fields) field.on("typed", () => status.update(facts()));
  Object.defineProperty(desk, "state", { get: () => stateOf(facts()) });
  Object.defineProperty(desk, "facts", { get: facts });
  return desk;
}

/** The page is loaded, and everything that follows from it has happened. */
export async function open(desk) {
  desk.note.start();
  await quiet(desk);
  return desk;
}

/** Nothing is on its way any more: no frame, no call, no write to a device. */
export async function quiet(...desks) {
  for (let round = 0; round < 8; round++) {
    for (const { note, server } of desks) {
      await note.settled();
      server.run();
    }
  }
}

/** So much later, and everything that follows from it. */
export async function later(ms, ...desks) {
  for (const clock of new Set(desks.map((desk) => desk.clock))) clock.pass(ms);
  await quiet(...desks);
}

/** The page is closed as a crash closes it: nothing more is written, nothing more is sent. */
export function crash({ note }) {
  note.link.stop();
  note.shutDevice();
}
