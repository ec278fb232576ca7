import { readFile } from "node:fs/promises";
import { extname } from "node:path";

/** Built by `npm run build:ui`: in `dist/` of a clone, beside the emitted files in the published package. */
const FOLDER = new URL(import.meta.url.endsWith(".ts") ? "../../dist/ui/" : "../../ui/", import.meta.url);

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".json": "application/json",
  ".webmanifest": "application/manifest+json",
  ".txt": "text/plain; charset=utf-8",
};

export interface PageFile {
  readonly bytes: Buffer;
  readonly type: string;
  /** Its name tells its content. */
  readonly isImmutable: boolean;
}

/** A file of the built pages, or the page itself for paths that are none; undefined where nothing is built, and for paths that lead out. */
export async function pageFile(path: string): Promise<PageFile | undefined> {
  if (leadsOut(path)) return undefined;
  const isFile = /^[\w-]+(?:[./][\w-]+)*\.\w+$/.test(path);
  return (isFile ? await read(path) : undefined) ?? (isFile && path.startsWith("assets/") ? undefined : await read("index.html"));
}

function leadsOut(path: string): boolean {
  try {
    return decodeURIComponent(path).split(/[\\/]/).includes("..");
  } catch {
    return true;
  }
}

async function read(path: string): Promise<PageFile | undefined> {
  try {
    const bytes = await readFile(new URL(path, FOLDER));
    return { bytes, type: TYPES[extname(path)] ?? "application/octet-stream", isImmutable: path.startsWith("assets/") };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "ENOENT" && code !== "EISDIR" && code !== "ENOTDIR") throw error;
    return undefined;
  }
}
