/**
 * One person's copy of one note on this device. Every row is closed with the key that only the server hands out.
 * `outbox` holds updates that were not acknowledged, `texts` the sections as they were last seen.
 */
import { Box, CannotOpen, maskedName } from "./box.js";
import { asked, copies, enlist, finished, openCopy, waitingIn, writing } from "./stores.js";
import { Reader, join, uint } from "./wire.js";

/** The copy was wiped (a sign-out, perhaps in another tab): nothing is written here any more. */
export class Wiped extends Error {
  name = "Wiped";
}

export class Device {
  #idb;
  #box;
  #name;
  #masked;
  #database = null;
  #wiped = false;

  static async open(bytes, { note, idb = globalThis.indexedDB, crypto = globalThis.crypto }) {
    const box = await Box.of(bytes, { note, crypto });
    const device = new Device(idb, box, await maskedName(note, crypto));
    await enlist(idb, device.#name, device.#masked);
    await device.#open();
    return device;
  }

  constructor(idb, box, masked) {
    this.#idb = idb;
    this.#box = box;
    this.#masked = masked;
    this.#name = `cairn.${box.fingerprint}`;
  }

  /** These rows are on the disk of this device, closed, in their order. */
  async add(rows) {
    const closed = await Promise.all(rows.map((row) => this.#closeRow(row)));
    await this.#write(["outbox"], (store) => closed.forEach((row) => store("outbox").put(row)));
  }

  /** The texts are kept and the rows they already hold are gone: both or neither. */
  async settle({ texts = new Map(), stale = [], gone = [] }) {
    const closed = await Promise.all(
      [...texts].map(async ([key, bytes]) => ({ id: key, box: await this.#box.close(`texts/${key}`, bytes) })),
    );
    await this.#write(["outbox", "texts"], (store) => {
      closed.forEach((text) => store("texts").put(text));
      stale.forEach((key) => store("texts").delete(key));
      gone.forEach((id) => store("outbox").delete(id));
    });
  }

  /** What can be opened, in order, and how many rows could not. Those stay where they are. */
  async read() {
    const transaction = (await this.#open()).transaction(["outbox", "texts"]);
    const [rows, texts] = await Promise.all(
      ["outbox", "texts"].map((name) => asked(transaction.objectStore(name).getAll())),
    );
    const opened = await Promise.all(rows.map((row) => this.#openRow(row)));
    return {
      rows: opened.filter(Boolean),
      texts: new Map((await Promise.all(texts.map((text) => this.#openText(text)))).filter(Boolean)),
      unreadable: opened.filter((row) => !row).length,
    };
  }

  /** Rows of this note that wait on this device under another key: another person's, or one from before it changed. */
  async elsewhere() {
    const others = (await copies(this.#idb)).filter(({ name, note }) => note === this.#masked && name !== this.#name);
    const counts = await Promise.all(others.map(({ name }) => waitingIn(this.#idb, name)));
    return counts.reduce((sum, count) => sum + count, 0);
  }

  get fingerprint() {
    return this.#box.fingerprint;
  }

  /** Nothing is written from here on; the database can be removed. */
  shut() {
    this.#wiped = true;
    this.#database?.close();
    this.#database = null;
  }

  async #open() {
    if (this.#wiped) throw new Wiped();
    if (this.#database) return this.#database;
    const database = await openCopy(this.#idb, this.#name);
    if (this.#wiped) {
      database.close();
      throw new Wiped();
    }
    database.onversionchange = () => this.shut();
    database.onclose = () => (this.#database = null); // some browsers close it behind our back while in the background
    return (this.#database = database);
  }

  async #write(names, act, again = true) {
    const database = await this.#open();
    try {
      const transaction = writing(database, names);
      act((name) => transaction.objectStore(name));
      await finished(transaction);
    } catch (error) {
      if (!again || error?.name !== "InvalidStateError" || this.#wiped) throw error;
      this.#database = null;
      await this.#write(names, act, false);
    }
  }

  async #closeRow({ id, section, why = "", update }) {
    const label = new TextEncoder().encode(JSON.stringify({ section, why }));
    const plain = join(uint(label.length), label, update);
    return { id, box: await this.#box.close(`outbox/${id}`, plain) };
  }

  async #openRow({ id, box }) {
    const plain = await this.#openOrNothing(`outbox/${id}`, box);
    if (!plain) return null;
    const reader = new Reader(plain);
    const { section, why } = JSON.parse(new TextDecoder().decode(reader.take(reader.uint())));
    return { id, section, why, update: reader.rest() };
  }

  async #openText({ id, box }) {
    const plain = await this.#openOrNothing(`texts/${id}`, box);
    return plain && [id, plain];
  }

  async #openOrNothing(row, box) {
    try {
      return await this.#box.open(row, box);
    } catch (error) {
      if (error instanceof CannotOpen) return null;
      throw error;
    }
  }
}
