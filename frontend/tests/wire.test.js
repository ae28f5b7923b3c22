import assert from "node:assert/strict";
import { test } from "node:test";
import {
  KIND,
  Malformed,
  POSITION_LIMIT,
  Reader,
  fromBase64,
  join,
  presence,
  push,
  read,
  toBase64,
  uint,
} from "../src/wire.js";

const bytes = (...all) => Uint8Array.from(all);

test("counts are seven bits a byte, the low ones first", () => {
  for (const [value, wire] of [
    [0, [0]],
    [127, [127]],
    [128, [128, 1]],
    [300, [172, 2]],
    [2 ** 32 - 1, [255, 255, 255, 255, 15]],
  ]) {
    assert.deepEqual(uint(value), wire);
    assert.equal(new Reader(bytes(...wire)).uint(), value);
  }
  const largest = Number.MAX_SAFE_INTEGER;
  assert.equal(new Reader(Uint8Array.from(uint(largest))).uint(), largest);
});

test("what the page sends has the shape of the protocol", () => {
  assert.deepEqual(push(300, 2, bytes(9, 8)), bytes(1, 172, 2, 2, 9, 8));
  assert.deepEqual(presence(2, bytes(5)), bytes(2, 3, 5));
  assert.deepEqual(presence(-1), bytes(2, 0));
});

test("a position that is too long is left out, the section is still told", () => {
  assert.deepEqual(presence(0, new Uint8Array(POSITION_LIMIT + 1)), bytes(2, 1));
  assert.equal(presence(0, new Uint8Array(POSITION_LIMIT)).length, 2 + POSITION_LIMIT);
});

test("what the server sends is read as it is meant", () => {
  const cases = [
    [[129, 1, 7, 4, 5], { kind: KIND.STATE, section: 1, seq: 7, update: bytes(4, 5) }],
    [[130, 128, 1, 9], { kind: KIND.ACK, request: 128, seq: 9 }],
    [[131, 3, 1, 2], { kind: KIND.FAN, section: 3, update: bytes(1, 2) }],
    [[132, 6, 103, 97, 112], { kind: KIND.NACK, request: 6, code: "gap" }],
    [[133, 6], { kind: KIND.LATE, request: 6 }],
    [[134, 1, 9, 0], { kind: KIND.THERE, n: 1, connection: 9, section: -1, position: bytes() }],
    [[134, 1, 9, 3, 7], { kind: KIND.THERE, n: 1, connection: 9, section: 2, position: bytes(7) }],
  ];
  for (const [wire, frame] of cases) assert.deepEqual(read(bytes(...wire)), frame);
});

test("what breaks the protocol is not guessed at", () => {
  const broken = [[], [1, 1, 1], [99], [130], [130, 128], [129, 1], [130, ...Array(9).fill(255), 1]];
  for (const wire of broken) assert.throws(() => read(bytes(...wire)), Malformed, String(wire));
  assert.throws(() => new Reader(bytes(1, 2)).take(3), Malformed);
});

test("bytes survive base64, and joining copies them", () => {
  const all = Uint8Array.from({ length: 256 }, (_, i) => i);
  assert.deepEqual(fromBase64(toBase64(all)), all);
  const part = bytes(1, 2);
  const whole = join([0], part);
  part[0] = 9;
  assert.deepEqual(whole, bytes(0, 1, 2));
});
