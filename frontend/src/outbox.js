/**
 * What was written here and not yet acknowledged, in order. A row leaves when the server says that it is on its disk,
 * or when the person lets it go. Nothing else takes one out.
 */
import { mergeUpdates } from "yjs";

const PARCEL = 200 * 1024; // the server takes 256 KiB
const IN_FLIGHT = 24; // more is joined into fewer, larger parcels

/** Answers after which the same rows are sent again, in order. Every other refusal stands. */
export const PASSING = new Set(["gap", "unknown", "deletes", "storage"]);

export class Outbox {
  #rows = [];
  #sent = new Map(); // request -> the rows in it
  #request = 0;
  #next = 0;
  #load;
  #done = new Set();

  constructor({ load }) {
    this.#load = load;
  }

  get rows() {
    return this.#rows;
  }

  /** What waits for an acknowledgement; refused rows do not wait for anything any more. */
  get waiting() {
    return this.#rows.filter((row) => !row.why);
  }

  get refused() {
    return this.#rows.filter((row) => row.why);
  }

  get unanswered() {
    return this.#sent.size;
  }

  add(section, update) {
    const id = `${this.#load}.${String(this.#next++).padStart(8, "0")}`;
    const row = { id, section, update, why: "", flying: false, kept: false, stored: false };
    this.#rows.push(row);
    return row;
  }

  /** Rows found on the device, from an earlier load or another tab, take their place before later ones. */
  adopt(found) {
    const known = new Set(this.#rows.map((row) => row.id));
    const news = found
      .filter((row) => !known.has(row.id) && !this.#done.has(row.id))
      .map((row) => ({ ...row, flying: false, kept: true, stored: true }));
    this.#rows = [...this.#rows, ...news].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
    return news;
  }

  /** What should be sent now: rows of one section joined, in their order, each parcel with a number of its own. */
  parcels() {
    if (this.#sent.size >= IN_FLIGHT) return [];
    const due = Outbox.bySection(this.waiting.filter((row) => !row.flying));
    return [...due].flatMap(([section, rows]) => inParcels(rows).map((part) => this.#send(section, part)));
  }

  /** It is on the server's disk. The rows that were in it are done with, however often they were sent. */
  acknowledged(request) {
    return this.#leave(this.#answered(request));
  }

  /** Not now: everything that is unacknowledged goes out again, in order. Answers with the rows that were in it. */
  postponed(request) {
    const rows = this.#answered(request);
    this.#nothingFlies();
    return rows;
  }

  /**
   * Not at all. What was written after it in the same section stands on it and can not be taken either. Answers with
   * all of these rows.
   */
  setAside(request, why) {
    const [first] = this.#answered(request);
    return first ? this.setAsideFrom(first, why) : [];
  }

  setAsideFrom(first, why) {
    const rows = this.#rows.slice(this.#rows.indexOf(first)).filter((row) => row.section === first.section && !row.why);
    for (const row of rows) Object.assign(row, { why, flying: false });
    return rows;
  }

  /** The first row of a section that still waits. */
  firstOf(section) {
    return this.waiting.find((row) => row.section === section);
  }

  /** What was refused in this section is no longer kept. */
  letGo(section) {
    return this.#leave(this.refused.filter((row) => row.section === section));
  }

  /** Rows by section, in the order in which the sections first come up. */
  static bySection(rows) {
    const groups = new Map();
    for (const row of rows) groups.set(row.section, [...(groups.get(row.section) ?? []), row]);
    return groups;
  }

  /** No answer to what was sent before can come any more. */
  forgetAnswers() {
    this.#sent.clear();
    this.#nothingFlies();
  }

  #nothingFlies() {
    for (const row of this.#rows) row.flying = false;
  }

  #leave(rows) {
    for (const row of rows) this.#done.add(row.id);
    this.#rows = this.#rows.filter((row) => !this.#done.has(row.id));
    return rows;
  }

  #send(section, rows) {
    const request = ++this.#request;
    for (const row of rows) row.flying = true;
    this.#sent.set(request, rows);
    const update = rows.length === 1 ? rows[0].update : mergeUpdates(rows.map((row) => row.update));
    return { request, section, update };
  }

  #answered(request) {
    const rows = (this.#sent.get(request) ?? []).filter((row) => this.#rows.includes(row));
    this.#sent.delete(request);
    return rows;
  }
}

function inParcels(rows) {
  const parcels = [];
  let size = Infinity;
  for (const row of rows) {
    if (size + row.update.length > PARCEL) {
      parcels.push([]);
      size = 0;
    }
    parcels.at(-1).push(row);
    size += row.update.length;
  }
  return parcels;
}
