import { closeSync, fstatSync, openSync } from "node:fs";
import { join } from "node:path";
import { contentFingerprint, DocumentIds, idFingerprint } from "./document-ids.ts";
import { decodeFrame } from "./frame.ts";
import { findFrame, type FoundFrame, headerAt, listSegments } from "./segment.ts";

/**
 * Reads from the journal which documents came with an id: it is where they are kept. Only frames with ids are read, and
 * of them only the last that hold {@link DocumentIds.kept}.
 */
export function readDocumentIds(folder: string, ids: DocumentIds = new DocumentIds()): DocumentIds {
  const counted: { readonly name: string; readonly count: number }[] = [];
  let found = 0;
  for (const { name } of listSegments(folder).toReversed()) {
    if (found >= ids.kept) break;
    const count = countIds(folder, name);
    counted.unshift({ name, count });
    found += count;
  }
  let older = found - ids.kept;
  for (const { name, count } of counted) if (count > 0) older = readSegment(join(folder, name), older, ids);
  return ids;
}

/** As headers have it, which nobody has checked. */
function countIds(folder: string, segment: string): number {
  let count = 0;
  inFile(join(folder, segment), (file, size) => {
    for (let frame = headerFrom(file, 0, size); frame; frame = headerFrom(file, frame.offset + frame.header.bytes, size))
      count += frame.header.ids;
  });
  return count;
}

/** Remembers the ids of a segment, but for the first so many. Gives how many of those are left. */
function readSegment(path: string, older: number, ids: DocumentIds): number {
  let skip = older;
  inFile(path, (file, size) => {
    let at = 0;
    for (let frame = headerFrom(file, at, size); frame; frame = headerFrom(file, at, size)) {
      skip -= frame.header.ids;
      if (frame.header.ids === 0 || skip >= 0) at = frame.offset + frame.header.bytes;
      else {
        const whole = findFrame(file, frame.offset, size);
        if (!whole) return;
        at = whole.offset + whole.header.bytes;
        rememberAll(whole, ids);
      }
    }
  });
  return skip;
}

function headerFrom(file: number, offset: number, size: number): Pick<FoundFrame, "offset" | "header"> | undefined {
  const header = headerAt(file, offset, size);
  return header ? { offset, header } : findFrame(file, offset, size);
}

function inFile(path: string, work: (file: number, size: number) => void): void {
  const file = openSync(path, "r");
  try {
    work(file, fstatSync(file).size);
  } finally {
    closeSync(file);
  }
}

function rememberAll({ bytes }: FoundFrame, ids: DocumentIds): void {
  const { raw, entries } = decodeFrame(bytes);
  for (const { index, id, sent, sequence, start, end } of entries) {
    if (id === null || sent === "") continue;
    const key = idFingerprint(index ?? "", id);
    const version = (ids.find(key)?.version ?? 0) + 1;
    ids.remember(key, { content: sent ?? contentFingerprint(raw.subarray(start, end)), version, sequence });
  }
}
