/**
 * `npm run recordings`: scans every recording of the shared data with the public rules and writes the tables of
 * `docs/recordings.md` (between its marks): the techniques a recording is known for, the rules that fire, and what the rules of a
 * technique that none detects would need. The data are read by path; nothing of them but names of rules and numbers is written.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { loadRules } from "../src/rules/load.ts";
import { ROOT, sharedPath } from "../tests/support/shared.ts";
import { readRecording, type Recording } from "./recordings/recording.ts";
import { recordingTables } from "./recordings/tables.ts";

const BEGIN = "<!-- tables: npm run recordings -->";
const END = "<!-- /tables -->";

interface IndexEntry {
  readonly file: string;
  readonly technique_ids: readonly string[];
}

const recordings = sharedPath("datasets/recordings");
const corpus = sharedPath("corpus/detection-rules/rules");
if (recordings === undefined || corpus === undefined) process.stdout.write("skipped: the shared recordings or rules are absent\n");
else await generate(recordings, corpus);

async function generate(folder: string, corpusFolder: string): Promise<void> {
  const { files } = JSON.parse(readFileSync(join(folder, "index.json"), "utf8")) as { files: readonly IndexEntry[] };
  const { rules: all } = await loadRules([corpusFolder]);
  const rules = all.filter(({ state }) => state === "active");
  const read: Recording[] = [];
  for (const { file, technique_ids: techniques } of files) {
    process.stderr.write(`${file}\n`);
    read.push(await readRecording(join(folder, file), file, techniques, rules));
  }
  const page = join(ROOT, "docs", "recordings.md");
  writeFileSync(page, withTables(readFileSync(page, "utf8"), recordingTables(read, rules)));
}

/** Replaces what stands between the marks. */
function withTables(page: string, tables: string): string {
  const [before, after] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (before === -1 || after < before) throw new Error("docs/recordings.md has lost its marks");
  return `${page.slice(0, before + BEGIN.length)}\n\n${tables}\n\n${page.slice(after)}`;
}
