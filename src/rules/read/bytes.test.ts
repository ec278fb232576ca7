import { gzipSync, zstdCompressSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { decodeRuleFile } from "./bytes.ts";

const TEXT = "[rule]\nname = 'é😀'\n";

test.each([
  ["plain", Buffer.from(TEXT)],
  ["with a byte order mark", Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(TEXT)])],
  ["gzip", gzipSync(TEXT)],
  ["zstd", zstdCompressSync(Buffer.from(TEXT))],
])("%s text is read", (_, bytes) => {
  expect(decodeRuleFile("a.toml", bytes)).toEqual({ name: "a.toml", text: TEXT });
});

describe("faults", () => {
  test.each([
    ["UTF-16", Buffer.from(`\ufeff${TEXT}`, "utf16le"), 1, 1, /UTF-16/],
    ["binary", Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 1]), 1, 1, /binary/],
    ["Latin-1", Buffer.concat([Buffer.from("[rule]\nname = '\ufffd a"), Buffer.from([0xe9]), Buffer.from("'\n")]), 2, 12, /0xe9/],
    ["cut off", Buffer.from(TEXT).subarray(0, 16), 2, 9, /0xc3/],
    ["broken gzip", gzipSync(TEXT).subarray(0, 20), 1, 1, /gzip data is broken/],
  ])("%s", (_, bytes, line, column, message) => {
    const fault = decodeRuleFile("a.toml", bytes);
    expect(fault).toMatchObject({ code: "T1003", message: expect.stringMatching(message), location: { file: "a.toml", line, column } });
  });
});
