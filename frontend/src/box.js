/** What closes the device's copy: AES-GCM under a key that cannot be read out again. */
import { join } from "./wire.js";

const IV = 12;

/** This row was not closed with this key, or not under this name. */
export class CannotOpen extends Error {}

export class Box {
  #key;
  #note;
  #crypto;

  constructor({ key, note, crypto, fingerprint }) {
    this.#key = key;
    this.#note = note;
    this.#crypto = crypto;
    this.fingerprint = fingerprint;
  }

  /** A box for one person's copy of one note. The bytes handed over are wiped. */
  static async of(bytes, { note, crypto = globalThis.crypto }) {
    const said = join(new TextEncoder().encode(`cairn device copy ${note} `), bytes);
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", said));
    const key = await crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
    bytes.fill(0);
    said.fill(0);
    return new Box({ key, note, crypto, fingerprint: hex(digest.subarray(0, 16)) });
  }

  async close(row, bytes) {
    const iv = this.#crypto.getRandomValues(new Uint8Array(IV));
    const closed = await this.#crypto.subtle.encrypt(this.#bound(iv, row), this.#key, bytes);
    return join(iv, new Uint8Array(closed));
  }

  async open(row, closed) {
    try {
      const bound = this.#bound(closed.subarray(0, IV), row);
      return new Uint8Array(await this.#crypto.subtle.decrypt(bound, this.#key, closed.subarray(IV)));
    } catch {
      throw new CannotOpen(row);
    }
  }

  #bound(iv, row) {
    return { name: "AES-GCM", iv, additionalData: new TextEncoder().encode(`${this.#note}\0${row}`) };
  }
}

/** Tells one key from another. Without WebCrypto nothing is kept on the device, and the key serves for nothing else. */
export async function printOf(key, crypto = globalThis.crypto) {
  return hex(crypto?.subtle ? new Uint8Array(await crypto.subtle.digest("SHA-256", key)) : key);
}

/** A short name for a note that does not say which note it is. */
export async function maskedName(note, crypto = globalThis.crypto) {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(`cairn note ${note}`));
  return hex(new Uint8Array(digest).subarray(0, 16));
}

const hex = (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
