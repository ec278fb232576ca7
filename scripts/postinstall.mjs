/**
 * Runs after `npm ci` or `npm install` in a clone. npm 10 and 11 leave `node_modules/.bin/node` out when several optional packages
 * carry a program of that name, and npm scripts would then run the system's Node.js without a word: a rebuild links it.
 */
import { spawnSync } from "node:child_process";
import { ROOT, writeStamp } from "./setup.mjs";

const npm = process.env.npm_execpath?.endsWith("npm-cli.js") ? process.env.npm_execpath : undefined;
const args = ["rebuild", "--ignore-scripts", "--loglevel=error"];
const options = { cwd: ROOT, stdio: "inherit", shell: !npm && process.platform === "win32" };
const done = npm ? spawnSync(process.execPath, [npm, ...args], options) : spawnSync("npm", args, options);
if (done.status !== 0) process.exit(done.status ?? 1);
writeStamp();
