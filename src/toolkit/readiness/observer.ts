import { compileIndexPatterns, indexOf } from "../../event/index-name.ts";
import { isJsonObject, type Json, type JsonObject } from "../../event/json.ts";
import { compileMatcher, type Matcher } from "../../matcher/compile.ts";
import { identityOf } from "../../matcher/identity.ts";
import type { Predicate } from "../../plan/predicate.ts";
import type { Leaf } from "./need.ts";
import { leavesOf } from "./need.ts";
import type { RuleNeeds, StageNeeds } from "./requirements.ts";

/** What the events of one kind that the rules of some indices read have shown. */
export interface Population {
  /** Events of the indices, of whatever kind. */
  offered: number;
  /** Events of the kind, too. */
  inScope: number;
  /** Paths of fields that these have, and of the objects they stand in. */
  readonly fields: Set<string>;
  /** Identities of leaves that were true for one of these. */
  readonly seen: Set<string>;
}

/** Takes events in, and says what each stage of each rule has seen. */
export interface Observer {
  add(event: JsonObject): void;
  populationOf(rule: RuleNeeds, stage: StageNeeds): Population;
}

/** Shapes of events (their sets of paths) remembered in a population; more are only looked at again. */
const MAX_SHAPES = 10_000;

interface Group extends Population {
  readonly accepts: (index: string | undefined) => boolean;
  readonly scope: number;
  readonly shapes: Set<string>;
}

export function createObserver(rules: readonly RuleNeeds[], index?: string): Observer {
  const scopes = createNumbers();
  const leaves = createNumbers();
  const groups = new Map<string, Group>();
  /** By leaf: the groups that want to know. */
  const wanted: Group[][] = [];
  for (const rule of rules) {
    for (const stage of rule.stages) {
      const key = keyOf(rule, stage);
      const group = groups.get(key) ?? newGroup(rule.patterns, scopes.numberOf(stage.scope));
      groups.set(key, group);
      for (const leaf of leavesOf(stage.need)) {
        const list = (wanted[leaves.numberOf(leaf.predicate)] ??= []);
        if (!list.includes(group)) list.push(group);
      }
    }
  }
  const scopeMatcher = compileMatcher(scopes.predicates);
  const judge = createLeafJudge(leaves, wanted);
  const routes = new Map<string | undefined, readonly Group[]>();
  const all = [...groups.values()];

  return {
    add(event) {
      const name = indexOf(event, index);
      let offered = routes.get(name);
      if (!offered) {
        offered = all.filter(({ accepts }) => accepts(name));
        if (routes.size < MAX_SHAPES) routes.set(name, offered);
      }
      scopeMatcher.run(event);
      const active = new Set<Group>();
      for (const group of offered) {
        group.offered++;
        if (scopeMatcher.matched(group.scope)) active.add(group);
      }
      if (active.size === 0) return;
      const paths = pathsOf(event);
      for (const group of active) addFields(group, paths);
      judge.run(event, active);
    },
    populationOf: (rule, stage) => groups.get(keyOf(rule, stage)) as Population,
  };
}

export const leafKey = ({ predicate }: Leaf): string => identityOf(predicate);

const keyOf = ({ patterns }: RuleNeeds, { scope }: StageNeeds): string => `${patterns.join(",")} ${identityOf(scope)}`;

const newGroup = (patterns: readonly string[], scope: number): Group => ({
  offered: 0,
  inScope: 0,
  fields: new Set(),
  seen: new Set(),
  accepts: compileIndexPatterns(patterns),
  scope,
  shapes: new Set(),
});

/** Predicates by what they mean, numbered. */
interface Numbers {
  readonly predicates: Predicate[];
  readonly keys: string[];
  numberOf(predicate: Predicate): number;
}

function createNumbers(): Numbers {
  const numbers = new Map<string, number>();
  const predicates: Predicate[] = [];
  const keys: string[] = [];
  return {
    predicates,
    keys,
    numberOf(predicate) {
      const key = identityOf(predicate);
      const known = numbers.get(key);
      if (known !== undefined) return known;
      numbers.set(key, predicates.length);
      keys.push(key);
      return predicates.push(predicate) - 1;
    },
  };
}

interface LeafJudge {
  run(event: JsonObject, active: ReadonlySet<Group>): void;
}

/** Judges only leaves that somebody still waits for: what all have seen is left out, more and more of it. */
function createLeafJudge(leaves: Numbers, wanted: Group[][]): LeafJudge {
  let open = leaves.predicates.map((_, i) => i);
  let matcher: Matcher = compileMatcher(leaves.predicates);
  let events = 0;
  let renewAt = 256;
  const renew = (): void => {
    const still = open.filter((leaf) => (wanted[leaf] ?? []).length > 0);
    renewAt *= 4;
    if (still.length > 0.9 * open.length) return;
    open = still;
    matcher = compileMatcher(open.map((leaf) => leaves.predicates[leaf] as Predicate));
  };
  return {
    run(event, active) {
      if (++events >= renewAt) renew();
      matcher.run(event);
      for (const i of matcher.candidates()) {
        const leaf = open[i] as number;
        const waiting = wanted[leaf] ?? [];
        if (!waiting.some((group) => active.has(group)) || !matcher.matched(i)) continue;
        const key = leaves.keys[leaf] as string;
        wanted[leaf] = waiting.filter((group) => {
          if (active.has(group)) group.seen.add(key);
          return !active.has(group);
        });
      }
    },
  };
}

function addFields(group: Group, paths: readonly string[]): void {
  group.inScope++;
  const shape = paths.join(" ");
  if (group.shapes.has(shape)) return;
  if (group.shapes.size < MAX_SHAPES) group.shapes.add(shape);
  for (const path of paths) group.fields.add(path);
}

/** Dotted paths of everything in a document that has a value, objects too. */
function pathsOf(event: JsonObject): readonly string[] {
  const paths = new Set<string>();
  const walk = (value: Json | undefined, path: string): void => {
    if (value === null || value === undefined) return;
    if (Array.isArray(value)) {
      for (const item of value) walk(item, path);
      return;
    }
    if (path !== "") paths.add(path);
    if (isJsonObject(value)) for (const key in value) walk(value[key], path === "" ? key : `${path}.${key}`);
  };
  walk(event, "");
  return [...paths];
}
