import { expect, test } from "vitest";
import { communityId } from "./community-id.ts";

// The specification's own examples (corelight/community-id-spec).
test.each([
  ["tcp", "128.232.110.120", 34855, "66.35.250.204", 80, "1:LQU9qZlK+B5F3KDmev6m5PMibrg="],
  ["udp", "192.168.1.52", 54585, "8.8.8.8", 53, "1:d/FP5EW3wiY1vCndhwleRRKHowQ="],
])("%s %s:%i → %s:%i", (transport, from, fromPort, to, toPort, id) => {
  expect(communityId(transport, { ip: from, port: fromPort }, { ip: to, port: toPort })).toBe(id);
  expect(communityId(transport, { ip: to, port: toPort }, { ip: from, port: fromPort })).toBe(id);
});

test("there is none without ports or addresses", () => {
  expect(communityId("icmp", { ip: "192.0.2.1", port: 8 }, { ip: "192.0.2.2", port: 0 })).toBeUndefined();
  expect(communityId("tcp", { ip: "x", port: 8 }, { ip: "192.0.2.2", port: 0 })).toBeUndefined();
});
