import assert from "node:assert/strict";
import { test } from "node:test";
import { Status, detailsOf, stateOf } from "../src/status.js";
import { FakeClock } from "./fakes/clock.js";

const CALM = {
  waiting: 0,
  unkept: 0,
  refused: 0,
  ahead: false,
  isOpen: true,
  line: "ready",
  keeping: "",
  elsewhere: 0,
};
const facts = (more = {}) => ({ ...CALM, ...more });
const TYPED = { waiting: 1, unkept: 1 };
const KEPT = { waiting: 1, unkept: 0 };

function watched() {
  const clock = new FakeClock();
  const shown = [];
  const said = [];
  const status = new Status({
    clock,
    show: (state, details) => shown.push([state, ...details].join(" ")),
    say: (state, details) => said.push([state, ...details].join(" ")),
  });
  status.update(facts());
  const now = () => shown.at(-1);
  return { status, clock, shown, said, now, be: (more) => status.update(facts(more)) };
}

test("where the words are is never more than is true", () => {
  const cases = [
    [{}, "saved"],
    [{ isOpen: false }, "opening"],
    [{ isOpen: false, ahead: true }, "unsaved"],
    [{ waiting: 2, unkept: 1 }, "unsaved"],
    [{ waiting: 2 }, "device"],
    [{ refused: 1 }, "refused"],
    [{ refused: 1, waiting: 1 }, "device"],
    [{ refused: 1, waiting: 1, unkept: 1 }, "unsaved"],
  ];
  for (const [more, state] of cases) assert.equal(stateOf(facts(more)), state, JSON.stringify(more));
});

test("what stands in the way is said, and only that", () => {
  const cases = [
    [{}, false, []],
    [{ line: "waiting" }, true, ["offline"]],
    [{ line: "locked" }, true, ["locked"]],
    [{ ...TYPED, keeping: "full" }, false, ["full"]],
    [{ ...KEPT, keeping: "full" }, false, []],
    [{ keeping: "shared" }, false, []],
    [{ ...TYPED, keeping: "shared", line: "waiting" }, true, ["offline", "shared"]],
    [{ ...KEPT, isServerFull: true, refused: 1, elsewhere: 2 }, false, ["server", "refused", "elsewhere"]],
  ];
  for (const [more, isOffline, details] of cases) assert.deepEqual(detailsOf(facts(more), isOffline), details);
});

test("saved is taken back with the first letter, and given again when things are calm", () => {
  const { be, now, clock } = watched();
  assert.equal(now(), "saved");
  be(TYPED);
  assert.equal(now(), "saving");
  be(KEPT);
  be({});
  assert.equal(now(), "saving");
  clock.pass(399);
  assert.equal(now(), "saving");
  clock.pass(1);
  assert.equal(now(), "saved");
});

test("typing on and on neither flickers nor speaks", () => {
  const { be, clock, shown, said } = watched();
  for (let letter = 0; letter < 100; letter++) {
    be(TYPED);
    be(KEPT);
    be({});
    clock.pass(200);
  }
  clock.pass(1_000);
  assert.deepEqual(shown, ["saved", "saving", "saved"]);
  assert.deepEqual(said, []);
});

test("what does not arrive is called what it is, and said once", () => {
  const { be, clock, now, said } = watched();
  be(TYPED);
  be(KEPT);
  clock.pass(2_500);
  assert.equal(now(), "device");
  be({ ...KEPT, waiting: 2 });
  clock.pass(5_000);
  assert.deepEqual(said, ["device"]);
  be({});
  assert.equal(now(), "saved");
  assert.deepEqual(said, ["device", "saved"]);
});

test("without a line, kept on the device: steady while one types, and true after every pause", () => {
  const { be, clock, now, said } = watched();
  be({ ...KEPT, line: "waiting" });
  clock.pass(3_000);
  assert.equal(now(), "device offline");
  for (let letter = 0; letter < 20; letter++) {
    be({ ...TYPED, line: "waiting" });
    assert.equal(now().split(" ")[0], "saving");
    be({ ...KEPT, line: "waiting" });
    clock.pass(150);
  }
  clock.pass(400);
  assert.equal(now(), "device offline");
  assert.deepEqual(said, ["device offline"]);
});

test("words that are nowhere but on the screen are called so after a moment", () => {
  const { be, clock, now } = watched();
  be({ ...TYPED, line: "waiting", keeping: "failed" });
  clock.pass(2_500);
  assert.equal(now(), "unsaved offline failed");
});

test("a line that is down for a blink is not worth a word", () => {
  const { be, clock, shown, said } = watched();
  be({ line: "waiting" });
  clock.pass(1_000);
  be({ line: "ready" });
  clock.pass(5_000);
  assert.ok(shown.every((state) => state === "saved"));
  assert.deepEqual(said, []);
  be({ line: "waiting" });
  clock.pass(1_500);
  assert.equal(shown.at(-1), "saved offline");
  assert.deepEqual(said, ["saved offline"]);
});

test("refused words, and words that can go nowhere any more, are said at once", () => {
  const { be, now } = watched();
  be({ ...KEPT, line: "gone" });
  assert.equal(now(), "device gone");
  be(TYPED);
  be({ refused: 1 });
  assert.equal(now(), "refused");
});
