/** Databases that fail on demand, and a look at what lies on the disk. */

/** A database that refuses to work: `isFull` on writing, `isBroken` on opening. */
export function failing(idb) {
  const open = idb.open.bind(idb);
  idb.open = (...args) => {
    if (idb.isBroken) throw new DOMException("no", "UnknownError");
    const request = open(...args);
    request.addEventListener("success", () => {
      const { result } = request;
      const transaction = result.transaction.bind(result);
      result.transaction = (names, mode, options) => {
        if (idb.isFull && mode === "readwrite") throw new DOMException("full", "QuotaExceededError");
        return transaction(names, mode, options);
      };
    });
    return request;
  };
  return idb;
}

/** Everything on the disk, as it lies there. */
export async function dump(idb) {
  const all = {};
  for (const { name } of await idb.databases()) {
    const database = await done(idb.open(name));
    for (const store of database.objectStoreNames) {
      all[`${name}/${store}`] = await done(database.transaction([store]).objectStore(store).getAll());
    }
    database.close();
  }
  return all;
}

/** Somebody changes the outbox of a copy by hand. */
export async function edit(idb, name, change) {
  const database = await done(idb.open(name));
  const store = database.transaction(["outbox"], "readwrite").objectStore("outbox");
  const all = await done(store.getAll());
  await done(change(store, all));
  database.close();
  return all;
}

const done = (request) =>
  new Promise(
    (yes, no) => ((request.onsuccess = () => yes(request.result)), (request.onerror = () => no(request.error))),
  );
