/**
 * Builds live.js (the editor) and wipe.js (what every other page needs of it) into cairn/web/static/live. With --check
 * it only says whether the committed files are those it would build.
 */
import { readFile, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const folder = join(here, "..", "cairn", "web", "static", "live");
const BANNER = "/* Cairn, writing together. Includes Yjs and lib0, (c) Kevin Jahns and contributors, MIT License. */";

export const outputs = [
  { entry: "src/main.js", path: join(folder, "live.js"), limit: 60 * 1024, banner: BANNER },
  {
    entry: "src/leave.js",
    path: join(folder, "wipe.js"),
    limit: 3 * 1024,
    banner: "/* Cairn, the wipe before a sign-out. */",
  },
];

/** The file as it should be: the same bytes from the same sources, wherever it is built. */
export async function bundle({ entry, banner }) {
  const { outputFiles } = await build({
    absWorkingDir: here,
    entryPoints: [entry],
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2020",
    charset: "utf8",
    legalComments: "none",
    banner: { js: banner },
    write: false,
  });
  return Buffer.from(outputFiles[0].contents);
}

export function sizeOf(bytes) {
  return gzipSync(bytes, { level: 9 }).length;
}

async function make(output, isCheck) {
  const bytes = await bundle(output);
  const name = basename(output.path);
  const size = `${bytes.length} bytes, ${sizeOf(bytes)} compressed`;
  if (sizeOf(bytes) > output.limit) throw new Error(`${name} is too large: ${size}`);
  if (!isCheck) {
    await writeFile(output.path, bytes);
    return console.log(`${name}: ${size}`);
  }
  const same = bytes.equals(await readFile(output.path));
  console.log(same ? `${name} is up to date: ${size}` : `${name} is not what the sources give: npm run build`);
  if (!same) process.exitCode = 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const output of outputs) await make(output, process.argv.includes("--check"));
}
