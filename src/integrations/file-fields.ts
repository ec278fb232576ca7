import type { EcsDocument } from "./ecs-document.ts";

/** Sets a file's `path`, `name`, `directory` and `extension` below `prefix`, from a path with slashes. */
export function fillFile(ecs: EcsDocument, prefix: string, path: string | undefined): void {
  if (path === undefined || path === "") return;
  ecs.set(`${prefix}.path`, path);
  const slash = path.lastIndexOf("/");
  const name = path.slice(slash + 1);
  ecs.set(`${prefix}.name`, name);
  ecs.set(`${prefix}.directory`, slash > 0 ? path.slice(0, slash) : slash === 0 ? "/" : undefined);
  const dot = name.lastIndexOf(".");
  if (dot > 0) ecs.set(`${prefix}.extension`, name.slice(dot + 1));
}
