import { expect, test } from "vitest";
import { BodyRooms } from "./body-rooms.ts";

const MB = 1024 * 1024;
const chunks = (...texts: readonly string[]): [readonly Buffer[], number] => [
  texts.map((text) => Buffer.from(text)),
  texts.join("").length,
];

test("chunks are put together in their order", () => {
  expect(new BodyRooms().join(...chunks("ab", "c", "", "def")).bytes.toString()).toBe("abcdef");
});

test("a room is used again once it was left, and not before", () => {
  const rooms = new BodyRooms();
  const first = rooms.join(...chunks("first"));
  const second = rooms.join(...chunks("second"));
  expect(first.bytes.toString()).toBe("first");
  expect(second.bytes.buffer).not.toBe(first.bytes.buffer);
  first.release();
  const third = rooms.join(...chunks("third!!"));
  expect(third.bytes.buffer).toBe(first.bytes.buffer);
  expect([second.bytes.toString(), third.bytes.toString()]).toEqual(["second", "third!!"]);
});

test("long bodies, and rooms past the bound, are not kept", () => {
  const rooms = new BodyRooms();
  const long = rooms.join([Buffer.alloc(3 * MB)], 3 * MB);
  long.release();
  const held = Array.from({ length: 20 }, () => rooms.join([Buffer.alloc(MB)], MB));
  for (const { release } of held) release();
  const again = Array.from({ length: 20 }, () => rooms.join([Buffer.alloc(MB)], MB));
  const known = new Set(held.map(({ bytes }) => bytes.buffer));
  expect(again.filter(({ bytes }) => known.has(bytes.buffer))).toHaveLength(16);
  expect(rooms.join([Buffer.alloc(3 * MB)], 3 * MB).bytes.buffer).not.toBe(long.bytes.buffer);
});
