import { describe, expect, test } from "vitest";
import { sourceFiles } from "./clone-files.ts";
import { relativeImports } from "./syntax.ts";

/** The rooms of `src/`, lowest first: a room imports only rooms before it, type-only imports counted. */
const ROOMS = [
  "diagnostics",
  "patterns",
  "event",
  "functions",
  "plan",
  "languages",
  "matcher",
  "operators",
  "rules",
  "alerts",
  "engine",
  "integrations",
  "formats",
  "store",
  "toolkit",
  "server",
  "cli",
];

/** Rooms whose folders are siblings that never import each other. */
const SIBLINGS = ["languages", "formats"];

/** Where a file directly in `src/` stands: above all rooms. */
const TOP = ROOMS.length;

const imports: ReadonlyMap<string, readonly string[]> = new Map(sourceFiles().map((file) => [file.path, relativeImports(file)]));

const roomOf = (path: string): string | undefined => /^src\/([^/]+)\//.exec(path)?.[1];
const layerOf = (path: string): number => {
  const room = roomOf(path);
  return room === undefined ? TOP : ROOMS.indexOf(room);
};

describe("layers", () => {
  test("there are files to judge", () => {
    expect(imports.size).toBeGreaterThan(50);
  });

  test("every folder of src/ is a room", () => {
    const rooms = new Set([...imports.keys()].flatMap((path) => roomOf(path) ?? []));
    expect([...rooms].filter((room) => !ROOMS.includes(room))).toEqual([]);
  });

  test("imports point to files of src/ that exist", () => {
    const missing = edges().filter(([, to]) => to.startsWith("src/") && to.endsWith(".ts") && !imports.has(to));
    const outside = edges().filter(([, to]) => !to.startsWith("src/"));
    expect({ missing, outside }).toEqual({ missing: [], outside: [] });
  });

  test("a room imports only rooms above it in the list", () => {
    expect(edges().filter(([from, to]) => layerOf(to) > layerOf(from))).toEqual([]);
  });

  test.each(SIBLINGS)("the folders of %s never import each other", (room) => {
    const folder = (path: string): string | undefined => new RegExp(`^src/${room}/([^/]+)/`).exec(path)?.[1];
    const crossing = edges().filter(([from, to]) => folder(from) && folder(to) && folder(from) !== folder(to));
    expect(crossing).toEqual([]);
  });

  test("files never import each other in a circle", () => {
    expect(cycles()).toEqual([]);
  });
});

function edges(): readonly (readonly [string, string])[] {
  return [...imports].flatMap(([from, targets]) => targets.map((to) => [from, to] as const));
}

/** Each circle once, as the files on it. */
function cycles(): readonly string[] {
  const done = new Set<string>();
  const path: string[] = [];
  const found: string[] = [];
  const walk = (file: string): void => {
    const at = path.indexOf(file);
    if (at !== -1) found.push([...path.slice(at), file].join(" > "));
    if (at !== -1 || done.has(file)) return;
    path.push(file);
    for (const next of imports.get(file) ?? []) walk(next);
    path.pop();
    done.add(file);
  };
  for (const file of imports.keys()) walk(file);
  return found;
}
