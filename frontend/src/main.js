/** Starts what the page asks for: a note to write together (`data-live`), and the wipe before a sign-out. */
import { clock } from "./clock.js";
import { Page } from "./page.js";
import { Texts } from "./texts.js";
import { wipe, wipeAtSignOut } from "./wipe.js";

export { wipe };

const SENDING = 3_000;

/** Nothing is kept on a device that others use as well, nor where it could not be closed. */
function keeps() {
  if (document.body.hasAttribute("data-shared-device")) return { without: "shared" };
  if (!globalThis.crypto?.subtle) return { without: "insecure" };
  if (!globalThis.indexedDB) return { without: "failed" };
  return { idb: indexedDB, crypto };
}

/** A fresh number for every load: two tabs of one person never write with the same hand. */
function hands() {
  return crypto.getRandomValues(new Uint32Array(1))[0] || 1;
}

function loadName() {
  const random = crypto.getRandomValues(new Uint32Array(1))[0];
  return `${Date.now().toString(36).padStart(9, "0")}-${random.toString(36)}`;
}

/** What can be sent has been, and the device no longer holds what has arrived. */
async function brought(note) {
  await new Promise((done) => {
    const look = () => note.facts.waiting || done();
    note.on("changed", look);
    clock.after(SENDING, done);
    look();
  });
  await note.hurry();
}

function begin(root) {
  const around = {
    clock,
    fetch: (...request) => fetch(...request),
    Socket: WebSocket,
    random: Math.random,
    hands,
    load: loadName(),
    keeps: keeps(),
  };
  const page = new Page(root, { texts: Texts.of(document), around });
  document.addEventListener("cairn:leaving", ({ detail }) => detail.wait(brought(page.note)));
  document.addEventListener("cairn:wiping", () => page.note.shutDevice());
  page.start();
}

wipeAtSignOut(document);
for (const root of document.querySelectorAll("[data-live]:not([data-ready])")) begin(root);
