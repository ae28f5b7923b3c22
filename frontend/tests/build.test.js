/** What is served is what these sources give, small enough, and asks for nothing that the page's policy forbids. */
import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { test } from "node:test";
import { bundle, outputs, sizeOf } from "../build.mjs";

const sources = new URL("../src/", import.meta.url);

test("the committed files are those that the sources give, byte for byte, twice", async () => {
  for (const output of outputs) {
    const [once, twice] = [await bundle(output), await bundle(output)];
    assert.ok(once.equals(twice), output.entry);
    assert.ok(once.equals(await readFile(output.path)), `${output.entry}: npm run build`);
  }
});

test("they are small", async () => {
  for (const { path, limit } of outputs) assert.ok(sizeOf(await readFile(path)) <= limit, path);
});

test("nothing is read as markup or as code, and no words go to storage that is not closed", async () => {
  const text = (await readFile(outputs[0].path, "utf8")).replaceAll(/"[^"\n]*"/g, '""');
  for (const sink of [
    "innerHTML",
    "outerHTML",
    "insertAdjacentHTML",
    "document.write",
    "eval(",
    "new Function",
    ".cssText",
    'setAttribute("style"',
  ]) {
    assert.ok(!text.includes(sink), sink);
  }
  for (const file of await readdir(sources)) {
    const source = await readFile(new URL(file, sources), "utf8");
    assert.ok(!/localStorage|sessionStorage|document\.cookie/.test(source), file);
  }
});

test("every sentence the script says is in the template, and none is there in vain", async () => {
  const template = await readFile(new URL("../../cairn/web/templates/writing/_texts.html", import.meta.url), "utf8");
  const given = new Set([...template.matchAll(/^\s+"(\w+)": _\(/gm)].map(([, key]) => key));
  const code = (
    await Promise.all((await readdir(sources)).map((file) => readFile(new URL(file, sources), "utf8")))
  ).join("\n");
  const patterns = [/^detail_/, /^why_/, /^stage_/, /_(title|text)$/];
  const states = ["opening", "saved", "saving", "device", "unsaved", "refused"];
  for (const key of given) {
    const isNamed = code.includes(`"${key}"`) || states.includes(key) || patterns.some((pattern) => pattern.test(key));
    assert.ok(isNamed, `${key} is never said`);
  }
  for (const [, key] of code.matchAll(/(?:texts|#texts)\.say\(\s*"(\w+)"/g))
    assert.ok(given.has(key), `${key} is missing`);
});
