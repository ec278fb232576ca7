import { existsSync, type FSWatcher, statSync, watch } from "node:fs";
import { dirname, resolve } from "node:path";

/** Editors write a file in several steps; what changes within this time is one change. */
const QUIET_MS = 100;

/** Tells which files change, in groups. */
export interface FileWatch {
  /** Watches a file, or a folder with all that is in it, from now on. */
  add(path: string): void;
  /** Absolute paths of what has changed since the last call, as soon as there is something; undefined once the watch has ended. */
  next(): Promise<ReadonlySet<string> | undefined>;
}

/** Watches files until the signal. A file is watched through its folder, so that one that is replaced or made anew counts. */
export function watchFiles(signal: AbortSignal): FileWatch {
  const watched = new Map<string, FSWatcher>();
  let changed = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let wake: (() => void) | undefined;
  signal.addEventListener("abort", () => {
    clearTimeout(timer);
    for (const watcher of watched.values()) watcher.close();
    wake?.();
  });
  const note = (folder: string, name: string | null): void => {
    if (signal.aborted) return;
    changed.add(name === null ? folder : resolve(folder, name));
    clearTimeout(timer);
    timer = setTimeout(() => wake?.(), QUIET_MS);
  };
  return {
    add(path) {
      const isFolder = existsSync(path) && statSync(path).isDirectory();
      const folder = resolve(isFolder ? path : dirname(path));
      const key = `${folder}:${isFolder}`;
      if (signal.aborted || watched.has(key) || watched.has(`${folder}:true`) || !existsSync(folder)) return;
      const watcher = watch(folder, { recursive: isFolder }, (_event, name) => note(folder, name));
      // A folder that goes away is no fault: nothing in it changes any more.
      watcher.on("error", () => watcher.close());
      watched.set(key, watcher);
    },
    async next() {
      if (changed.size === 0 && !signal.aborted) await new Promise<void>((done) => (wake = done));
      if (signal.aborted) return undefined;
      const found = changed;
      changed = new Set();
      return found;
    },
  };
}
