import { type FieldKind, type FieldTable, familyOf } from "../event/field-type.ts";

/** Paths remembered for one table; events can be full of new ones. */
const MOST_PATHS = 20_000;

/** A path in documents, with what ECS and alerts make of it. */
export interface SourcePath {
  readonly path: string;
  readonly kind: FieldKind | undefined;
  /** A dotted key such as `agent.name.x` whose parent ECS knows as a value. */
  readonly hangsUnderScalar: boolean;
  /** Under which name alerts mirror a value that stands here. */
  readonly mirror: string | undefined;
  /** The path of a key of the object that stands here. */
  below(key: string): SourcePath;
}

const roots = new WeakMap<FieldTable, (key: string) => SourcePath>();

/** Finds the path of a key at the top of documents. */
export function sourcePaths(ecs: FieldTable): (key: string) => SourcePath {
  const known = roots.get(ecs) ?? compilePaths(ecs);
  roots.set(ecs, known);
  return known;
}

function compilePaths(ecs: FieldTable): (key: string) => SourcePath {
  let count = 0;
  const compileBelow = (prefix: string): ((key: string) => SourcePath) => {
    let children: Map<string, SourcePath> | undefined;
    return (key) => {
      const known = children?.get(key);
      if (known) return known;
      const path = prefix + key;
      const made = {
        path,
        kind: ecs.get(path)?.kind,
        hangsUnderScalar: hangsUnderScalar(path, ecs),
        mirror: mirrorOf(path),
        below: compileBelow(`${path}.`),
      };
      if (count < MOST_PATHS) {
        count++;
        (children ??= new Map()).set(key, made);
      }
      return made;
    };
  };
  return compileBelow("");
}

function hangsUnderScalar(path: string, ecs: FieldTable): boolean {
  const dot = path.lastIndexOf(".");
  if (dot === -1) return false;
  const parent = ecs.get(path.slice(0, dot));
  return parent !== undefined && familyOf(parent.kind) !== "object" && parent.kind !== "flattened";
}

const MIRRORS = [
  ["event.", "kibana.alert.original_event."],
  ["data_stream.", "kibana.alert.original_data_stream."],
] as const;

/** Undefined where an alert mirrors nothing. */
export function mirrorOf(path: string): string | undefined {
  for (const [from, to] of MIRRORS) if (path.startsWith(from)) return to + path.slice(from.length);
  return undefined;
}
