import { isUtf8 } from "node:buffer";

/** First bytes (Latin-1) of kinds of files that people have among their logs, so that they can be called by name. */
const SIGNATURES: readonly (readonly [start: string, kind: string])[] = [
  ["\u0089PNG", "PNG image"],
  ["\u00ff\u00d8\u00ff", "JPEG image"],
  ["GIF8", "GIF image"],
  ["BM", "BMP image"],
  ["%PDF", "PDF document"],
  ["\u007fELF", "ELF program"],
  ["MZ", "Windows program"],
  ["SQLite format 3\0", "SQLite database"],
  ["regf", "Windows registry hive"],
  ["\u00d0\u00cf\u0011\u00e0", "Microsoft Office document"],
  ["PAR1", "Parquet file"],
  ["Obj\u0001", "Avro file"],
  ["\u00d4\u00c3\u00b2\u00a1", "packet capture (pcap)"],
  ["\u00a1\u00b2\u00c3\u00d4", "packet capture (pcap)"],
  ["\u000a\u000d\u000d\u000a", "packet capture (pcapng)"],
  ["\u00fd7zXZ\0", "xz-compressed file"],
  ["BZh", "bzip2-compressed file"],
  ['\u0004"M\u0018', "LZ4-compressed file"],
  ["7z\u00bc\u00af\u0027\u001c", "7-Zip archive"],
  ["Rar!", "RAR archive"],
  ["SCCA", "Windows prefetch file"],
  ["MAM\u0004", "Windows prefetch file"],
  ["<?xml", "XML file"],
  ["<!DOCTYPE", "HTML page"],
  ["<html", "HTML page"],
];

/** How much of the head tells text from binary. */
const TEXT_BYTES = 4096;

/** What unrecognised content looks like, in a few words. */
export function contentKind(head: Buffer): string {
  const start = head.toString("latin1", 0, 16);
  const known = SIGNATURES.find(([signature]) => start.startsWith(signature));
  if (known) return known[1];
  return isText(head.subarray(0, TEXT_BYTES)) ? "text" : "binary file";
}

/** UTF-8 but for a character that the end of the head may cut, without NUL. */
function isText(head: Buffer): boolean {
  if (head.includes(0)) return false;
  const cuts = [0, 1, 2, 3];
  return cuts.some((cut) => isUtf8(head.subarray(0, Math.max(0, head.length - cut))));
}
