import type { Section } from "./bench.ts";
import { hostile } from "./sections/hostile.ts";
import { memory } from "./sections/memory.ts";
import { pythonEql } from "./sections/python-eql.ts";
import { recordings } from "./sections/recordings.ts";
import { speed } from "./sections/speed.ts";
import { worst } from "./sections/worst.ts";

/** The parts of the bench, in the order of its table. */
export const SECTIONS: Readonly<Record<string, Section>> = { speed, recordings, hostile, worst, "python-eql": pythonEql, memory };
