/** Nothing of any note stays on this device: run before a sign-out is sent, from any form marked `data-wipe`. */
import { clock } from "./clock.js";
import { copies, removeAll, waitingIn } from "./stores.js";

const LIMIT = 4_000;
const AT_ONCE = 600;
const WATCHED = "wipes";

/** Every copy of every note is gone from this device. */
export async function wipe(idb = globalThis.indexedDB) {
  if (idb) await removeAll(idb);
}

/** How many changes wait on this device and have not reached the server. */
export async function unsent(idb = globalThis.indexedDB) {
  if (!idb) return 0;
  const counts = await Promise.all((await copies(idb)).map(({ name }) => waitingIn(idb, name)));
  return counts.reduce((sum, count) => sum + count, 0);
}

/**
 * Watch for forms marked `data-wipe`, once per page. Where words would be lost by it, the person is asked with the
 * sentence in that attribute. An empty attribute asks nothing and waits for next to nothing: for whoever has to leave
 * at once. A note that is open here is told on the document: `cairn:leaving` (it may send first, and say how long by
 * `detail.wait(promise)`), then `cairn:wiping` (it lets go of the device).
 */
export function wipeAtSignOut(document, { idb = globalThis.indexedDB, confirm = globalThis.confirm } = {}) {
  if (WATCHED in document.documentElement.dataset) return;
  document.documentElement.dataset[WATCHED] = "";
  const through = new WeakSet();
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!form.matches("[data-wipe]") || through.has(form)) return;
    const isSentByOthers = event.defaultPrevented;
    event.preventDefault();
    const sentence = form.dataset.wipe;
    if (sentence && !(await mayGo(document, sentence, { idb, confirm }))) return;
    document.dispatchEvent(new CustomEvent("cairn:wiping"));
    await within(sentence ? LIMIT : AT_ONCE, wipe(idb));
    through.add(form);
    if (!isSentByOthers) form.requestSubmit(event.submitter);
  });
}

async function mayGo(document, sentence, { idb, confirm }) {
  const promises = [];
  document.dispatchEvent(new CustomEvent("cairn:leaving", { detail: { wait: (promise) => promises.push(promise) } }));
  await within(LIMIT, Promise.all(promises));
  const waiting = await within(LIMIT, unsent(idb));
  return !waiting || confirm(sentence);
}

/** The promise, or nothing when it takes too long or fails: a sign-out is never held up for good. */
function within(ms, promise) {
  return new Promise((done) => {
    const callOff = clock.after(ms, done);
    const end = (value) => {
      callOff();
      done(value);
    };
    promise.then(end, () => end());
  });
}
