// Builds app/static/dist: one sheet and one script for every page, chunks that come when they are needed, the icons.
// Run by `dougong assets`, which also says when it is not needed. OUT is the folder to write.
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import zlib from "node:zlib";
import esbuild from "esbuild";
import { PurgeCSS } from "purgecss";
import { adaptive, onlyWhatIsNamed, withoutUnusedVariables } from "./sheets.mjs";
import { sprite } from "./icons.mjs";
import { pictures } from "./picture.mjs";

const here = import.meta.dirname;
const app = path.join(here, "..", "app");
const out = process.env.OUT ?? path.join(app, "static", "dist");
const manifest = {};

const bundled = (options) =>
  esbuild.build({
    absWorkingDir: here, bundle: true, minify: true, write: false, outdir: out, target: ["es2022", "safari16"],
    legalComments: "none", logLevel: "error", loader: { ".svg": "dataurl" }, ...options,
  });

/** Writes a file under the digest of its content, and its compressed forms beside it. */
function keep(name, content) {
  const { name: stem, ext } = path.parse(name);
  const digest = createHash("sha256").update(content).digest("hex").slice(0, 10);
  manifest[name] = `${stem}-${digest}${ext}`;
  put(manifest[name], content, ext !== ".png");
}

function put(name, content, compressed = true) {
  const bytes = Buffer.from(content);
  const target = path.join(out, name);
  fs.writeFileSync(target, bytes);
  if (!compressed) return;
  fs.writeFileSync(`${target}.gz`, zlib.gzipSync(bytes, { level: 9 }));
  fs.writeFileSync(`${target}.br`, zlib.brotliCompressSync(bytes, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 11 } }));
}

fs.rmSync(out, { recursive: true, force: true });
fs.mkdirSync(out, { recursive: true });

const tabler = fs.readFileSync(path.join(here, "node_modules/@tabler/core/dist/css/tabler.min.css"), "utf8");
const named = await onlyWhatIsNamed(tabler, app, path.join(here, "src"), PurgeCSS);
const withTabler = (ours) => withoutUnusedVariables(named.replace(/\/\*[\s\S]*?\*\//g, "") + ours);

const sheets = await bundled({ entryPoints: ["src/app.css", "src/api-docs.css", "src/lazy/select.css", "src/lazy/date.css"], entryNames: "[name]" });
for (const { path: file, text } of sheets.outputFiles) {
  const name = path.basename(file);
  keep(name, adaptive(name === "app.css" ? withTabler(text) : text));
}

// A chunk asks for its own sheet: the script knows its name, hashed as it is.
const define = { SELECT_SHEET: JSON.stringify(manifest["select.css"]), DATE_SHEET: JSON.stringify(manifest["date.css"]) };
const scripts = await bundled({
  entryPoints: ["src/app.js", "src/api-docs.js", "src/worker.js"], format: "esm", splitting: true, define,
  entryNames: "[name]-[hash]", chunkNames: "[name]-[hash]", metafile: true,
});
for (const { path: file, contents } of scripts.outputFiles) put(path.basename(file), contents);
for (const [file, { entryPoint }] of Object.entries(scripts.metafile.outputs)) {
  if (entryPoint) manifest[path.basename(entryPoint)] = path.basename(file);
}
// What a script imports before it runs, for the worker that keeps it all.
const needs = {};
for (const [file, { entryPoint }] of Object.entries(scripts.metafile.outputs)) {
  if (!entryPoint) continue;
  const wanted = new Set([file]);
  for (const one of wanted) {
    for (const { path: other, kind } of scripts.metafile.outputs[one].imports) if (kind === "import-statement") wanted.add(other);
  }
  needs[path.basename(entryPoint)] = [...wanted].map((one) => path.basename(one));
}
fs.writeFileSync(path.join(out, "needs.json"), `${JSON.stringify(needs, null, 2)}\n`);


keep("icons.svg", sprite(app));
for (const [name, bytes] of Object.entries(pictures(path.join(app, "static", "icon.svg")))) keep(name, bytes);
fs.writeFileSync(path.join(out, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
