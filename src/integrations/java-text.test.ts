import { expect, test } from "vitest";
import { javaText } from "./java-text.ts";

test("objects are written as Java's hash maps write themselves", () => {
  expect(javaText({ userName: "Bob", newUserName: "Robert" })).toBe("{newUserName=Robert, userName=Bob}");
  expect(javaText({ items: [{ cidrIp: "0.0.0.0/0" }], fromPort: 22, on: true })).toBe("{fromPort=22, items=[{cidrIp=0.0.0.0/0}], on=true}");
});

test("keys of one bucket keep their order, and a table that grows puts them in order of the larger one", () => {
  expect(javaText({ BB: 1, Aa: 2 })).toBe("{BB=1, Aa=2}");
  const many = Object.fromEntries(Array.from({ length: 26 }, (_, i) => [String.fromCharCode(122 - i), i]));
  expect(javaText(many).startsWith("{`")).toBe(false);
  expect(javaText(many).slice(0, 6)).toBe("{a=25,");
});
