/** Frames as they travel: a kind, some counts, then bytes. The server's side of this is cairn/live. */
export const KIND = Object.freeze({
  PUSH: 1,
  PRESENCE: 2,
  STATE: 129,
  ACK: 130,
  FAN: 131,
  NACK: 132,
  LATE: 133,
  THERE: 134,
});

export const POSITION_LIMIT = 256;

/** A frame that breaks the protocol. */
export class Malformed extends Error {}

/** LEB128: seven bits a byte, the low ones first. */
export function uint(value) {
  const bytes = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return [...bytes, rest];
    bytes.push((rest % 128) | 128);
  }
}

export function push(request, section, update) {
  return join([KIND.PUSH, ...uint(request), ...uint(section)], update);
}

/** Where the caret is: in a section (its number) at a position, or nowhere (-1). */
export function presence(section, position = new Uint8Array()) {
  const fits = position.length <= POSITION_LIMIT ? position : new Uint8Array();
  return join([KIND.PRESENCE, ...uint(section + 1)], fits);
}

/** A frame from the server as a plain object. Malformed when it is not one. */
export function read(bytes) {
  const reader = new Reader(bytes);
  const kind = reader.byte();
  const shape = SHAPES[kind];
  if (!shape) throw new Malformed(`kind ${kind}`);
  return { kind, ...shape(reader) };
}

const SHAPES = {
  [KIND.STATE]: (r) => ({ section: r.uint(), seq: r.uint(), update: r.rest() }),
  [KIND.ACK]: (r) => ({ request: r.uint(), seq: r.uint() }),
  [KIND.FAN]: (r) => ({ section: r.uint(), update: r.rest() }),
  [KIND.NACK]: (r) => ({ request: r.uint(), code: new TextDecoder().decode(r.rest()) }),
  [KIND.LATE]: (r) => ({ request: r.uint() }),
  [KIND.THERE]: (r) => ({ n: r.uint(), connection: r.uint(), section: r.uint() - 1, position: r.rest() }),
};

/** Reads counts from bytes and never past their end. */
export class Reader {
  #bytes;
  #at = 0;

  constructor(bytes) {
    this.#bytes = bytes;
  }

  byte() {
    if (this.#at >= this.#bytes.length) throw new Malformed("too short");
    return this.#bytes[this.#at++];
  }

  uint() {
    let value = 0;
    for (let unit = 1; unit <= 2 ** 49; unit *= 128) {
      const byte = this.byte();
      value += (byte & 127) * unit;
      if (byte < 128) {
        if (value > Number.MAX_SAFE_INTEGER) break;
        return value;
      }
    }
    throw new Malformed("a count that is too large");
  }

  take(length) {
    if (this.#at + length > this.#bytes.length) throw new Malformed("too short");
    return this.#bytes.slice(this.#at, (this.#at += length));
  }

  rest() {
    return this.#bytes.slice(this.#at);
  }
}

export function join(...parts) {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export function toBase64(bytes) {
  let letters = "";
  for (const byte of bytes) letters += String.fromCharCode(byte);
  return btoa(letters);
}

export function fromBase64(text) {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}
