// Bundles every islands/NAME.js, each with what it imports in chunks that islands share, into the folder that the desk serves.
// `node build.mjs [OUT]`. Beside the bundles it writes islands.json ({island: file}) and the licences of all that went in.
import { readFileSync, readdirSync, rmSync, mkdirSync, writeFileSync, existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const MOST = 2 * 1024 * 1024; // bytes of all assets together
const HERE = dirname(fileURLToPath(import.meta.url));
const OUT = resolve(process.argv[2] ?? join(HERE, "..", "src", "dragoman", "web", "static"));

const islands = readdirSync(join(HERE, "islands")).filter((name) => name.endsWith(".js") && !name.startsWith("_")).sort();
rmSync(OUT, { recursive: true, force: true });
mkdirSync(OUT, { recursive: true });

const made = await build({
  absWorkingDir: HERE,
  entryPoints: islands.map((name) => join("islands", name)),
  outdir: OUT,
  bundle: true,
  splitting: true,
  format: "esm",
  target: "es2022",
  minify: true,
  charset: "utf8",
  legalComments: "none",
  metafile: true,
  entryNames: "[name]",
  chunkNames: "chunk-[hash]",
  logLevel: "warning",
});

const outputs = Object.entries(made.metafile.outputs);
const entries = outputs.filter(([, output]) => output.entryPoint).map(([path]) => path.split(/[\\/]/).pop());
writeFileSync(join(OUT, "islands.json"), JSON.stringify(Object.fromEntries(entries.sort().map((file) => [file.replace(/\.js$/, ""), file])), null, 1) + "\n");
writeFileSync(join(OUT, "licences.txt"), licences(outputs));

const bytes = outputs.reduce((sum, [, output]) => sum + output.bytes, 0);
console.log(`${entries.length} islands, ${outputs.length} files, ${(bytes / 1024).toFixed(0)} KiB`);
if (bytes > MOST) {
  console.error(`the assets weigh more than ${MOST} bytes; import less, or load it only where it is needed`);
  process.exit(1);
}

/** Name, version and licence text of every package that a bundle holds a part of. */
function licences(outputs) {
  const inside = outputs.flatMap(([, output]) => Object.entries(output.inputs).filter(([, part]) => part.bytesInOutput).map(([path]) => path));
  const found = new Set(inside.map((path) => /^(?:.*[\\/])?node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/.exec(path)?.[1]).filter(Boolean));
  return [...found].sort().map((name) => {
    const folder = join(HERE, "node_modules", name);
    const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
    const text = file && existsSync(join(folder, file)) ? readFileSync(join(folder, file), "utf8").trim() : "";
    return `${name} ${version}, ${license}\n\n${text}\n`;
  }).join(`\n${"-".repeat(72)}\n\n`);
}
