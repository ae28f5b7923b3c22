/** IndexedDB in words. Which databases there are is kept in one of their own, since not every browser can list them. */
const LIST = "cairn.copies";
const PREFIX = "cairn.";

export function asked(request) {
  return new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
    request.onblocked = () => failed(new Error("blocked"));
  });
}

/** Settles when the transaction is on the disk, not when it has been asked for. */
export function finished(transaction) {
  return new Promise((done, failed) => {
    transaction.oncomplete = () => done();
    transaction.onabort = () => failed(transaction.error ?? new Error("aborted"));
    transaction.onerror = () => failed(transaction.error);
  });
}

export function writing(database, names) {
  return database.transaction(names, "readwrite", { durability: "strict" });
}

export function openCopy(idb, name) {
  const request = idb.open(name, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore("outbox", { keyPath: "id" });
    request.result.createObjectStore("texts", { keyPath: "id" });
  };
  return asked(request);
}

/** Put the copy on the list before it is made: what is on the list can be found again, and wiped. */
export async function enlist(idb, name, note) {
  const list = await openList(idb);
  try {
    const transaction = writing(list, ["copies"]);
    transaction.objectStore("copies").put({ name, note });
    await finished(transaction);
  } finally {
    list.close();
  }
}

/** Every copy on this device: its name, and the masked name of the note where it is known. */
export async function copies(idb) {
  const list = await openList(idb);
  const known = await asked(list.transaction(["copies"]).objectStore("copies").getAll()).finally(() => list.close());
  const names = new Set([LIST, ...known.map((copy) => copy.name)]);
  const found = (await idb.databases?.().catch(() => [])) ?? [];
  const strays = found.filter(({ name }) => name.startsWith(PREFIX) && !names.has(name));
  return [...known, ...strays.map(({ name }) => ({ name, note: "" }))];
}

/** How many rows wait in a copy, told without the key to it. */
export async function waitingIn(idb, name) {
  const database = await openCopy(idb, name);
  try {
    return await asked(database.transaction(["outbox"]).objectStore("outbox").count());
  } finally {
    database.close();
  }
}

export async function removeAll(idb) {
  const names = (await copies(idb)).map((copy) => copy.name);
  await Promise.all([...names, LIST].map((name) => asked(idb.deleteDatabase(name))));
}

function openList(idb) {
  const request = idb.open(LIST, 1);
  request.onupgradeneeded = () => request.result.createObjectStore("copies", { keyPath: "name" });
  return asked(request);
}
