/**
 * Makes `dist/`, the package as it is published: compiled JavaScript with types, the command, the pages of the live service, the shipped
 * rules and examples, and a manifest of its own (Node.js from 24 on, no pinned one). `npm pack ./dist` makes the tarball, `npm publish ./dist` publishes it.
 */
import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./setup.mjs";

const DIST = join(ROOT, "dist");

/** What stands beside the code in the package, as it stands in the clone. */
const COPIED = ["README.md", "LICENSE", "NOTICE", "CHANGELOG.md", "rules", "ml-jobs", "examples"];

/** The command of the package. Unlike the clone's launcher it has nothing to set up. */
const COMMAND = `#!/usr/bin/env node
import module from "node:module";
if (Number.parseInt(process.versions.node, 10) < 24) {
  process.stderr.write(\`tocsin needs Node.js 24 or newer; this is \${process.version}\\n\`);
  process.exit(1);
}
module.enableCompileCache?.();
const { main } = await import("../lib/cli/main.js");
process.exitCode = await main(process.argv.slice(2));
`;

if (existsSync(DIST)) for (const name of readdirSync(DIST)) if (name !== "ui") rmSync(join(DIST, name), { recursive: true, force: true });
compile();
buildPages();
pointTypesToJavaScript();
mkdirSync(join(DIST, "bin"), { recursive: true });
writeFileSync(join(DIST, "bin", "tocsin.mjs"), COMMAND);
chmodSync(join(DIST, "bin", "tocsin.mjs"), 0o755);
for (const name of COPIED) if (existsSync(join(ROOT, name))) cpSync(join(ROOT, name), join(DIST, name), { recursive: true });
writeFileSync(join(DIST, "package.json"), `${JSON.stringify(manifest(), undefined, 2)}\n`);
process.stdout.write("dist/ is ready: npm pack ./dist\n");

function compile() {
  const tsc = join(ROOT, "node_modules", "typescript", "bin", "tsc");
  const done = spawnSync(process.execPath, [tsc, "-p", join(ROOT, "tsconfig.build.json")], { stdio: "inherit" });
  if (done.status !== 0) process.exit(done.status ?? 1);
}

/** The pages of `tocsin serve`, to `dist/ui`, which stands beside the code in the package. */
function buildPages() {
  const vite = join(ROOT, "node_modules", "vite", "bin", "vite.js");
  const done = spawnSync(process.execPath, [vite, "build", "ui", "--logLevel", "warn"], { cwd: ROOT, stdio: "inherit" });
  if (done.status !== 0) process.exit(done.status ?? 1);
}

/** TypeScript rewrites `./x.ts` to `./x.js` in code alone; declarations that import `.ts` need a new compiler to be understood. */
function pointTypesToJavaScript() {
  for (const file of readdirSync(join(DIST, "lib"), { recursive: true, encoding: "utf8" })) {
    if (!file.endsWith(".d.ts")) continue;
    const path = join(DIST, "lib", file);
    writeFileSync(path, readFileSync(path, "utf8").replace(/((?:from|import) ?\(?"\.{1,2}\/[^"]*)\.ts"/g, '$1.js"'));
  }
}

/** The clone's manifest without what only a clone needs. */
function manifest() {
  const { name, version, description, keywords, license, repository, type, dependencies } = JSON.parse(
    readFileSync(join(ROOT, "package.json"), "utf8"),
  );
  return {
    name,
    version,
    description,
    keywords,
    license,
    repository,
    type,
    bin: { tocsin: "bin/tocsin.mjs" },
    engines: { node: ">=24" },
    exports: { ".": { types: "./lib/index.d.ts", default: "./lib/index.js" }, "./package.json": "./package.json" },
    files: ["bin", "lib", "ui", ...COPIED],
    sideEffects: false,
    dependencies,
  };
}
