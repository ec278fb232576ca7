/** The part behind the last backslash; undefined where there is none (`System`). */
export function baseName(path: string): string | undefined {
  const at = path.lastIndexOf("\\");
  return at === -1 || at === path.length - 1 ? undefined : path.slice(at + 1);
}

/** The part before the last backslash. */
export function directoryName(path: string): string | undefined {
  const at = path.lastIndexOf("\\");
  return at <= 0 ? undefined : path.slice(0, at);
}

/** The part behind the last dot of a path, its case kept. */
export function extensionOf(path: string): string | undefined {
  const at = path.lastIndexOf(".");
  return at === -1 || at === path.length - 1 || at < path.lastIndexOf("\\") ? undefined : path.slice(at + 1);
}

/** The last part of a path of Windows or, where it has no backslash, of Unix. */
export function programName(path: string): string | undefined {
  if (path.includes("\\")) return baseName(path);
  const at = path.lastIndexOf("/");
  return at === -1 || at === path.length - 1 ? undefined : path.slice(at + 1);
}
