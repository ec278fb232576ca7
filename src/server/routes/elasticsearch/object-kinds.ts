/** Kinds of objects that shippers put: the path they stand under. */
const KINDS = [
  "_index_template",
  "_template",
  "_component_template",
  "_ilm/policy",
  "_ingest/pipeline",
  "_slm/policy",
  "_scripts",
] as const;
export type ObjectKind = (typeof KINDS)[number];

export const OBJECT_PATHS: readonly string[] = KINDS.map((kind) => `/${kind}/:name`);
export const OBJECT_LIST_PATHS: readonly string[] = KINDS.map((kind) => `/${kind}`);

export function objectKind(path: string): ObjectKind {
  const kind = KINDS.find((each) => path === `/${each}` || path.startsWith(`/${each}/`));
  if (!kind) throw new Error(`invariant: no kind of object has the path ${path}`);
  return kind;
}
