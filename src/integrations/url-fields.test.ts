import { expect, test } from "vitest";
import { ecsDocument } from "./ecs-document.ts";
import { setUrl } from "./url-fields.ts";

test.each([
  ["/a/b.php?x=1#top", { original: "/a/b.php?x=1#top", path: "/a/b.php", extension: "php", query: "x=1", fragment: "top" }],
  [
    "https://ann:pw@host.example:8443/x?y",
    {
      original: "https://ann:pw@host.example:8443/x?y",
      full: "https://ann:pw@host.example:8443/x?y",
      scheme: "https",
      username: "ann",
      domain: "host.example",
      port: 8443,
      path: "/x",
      query: "y",
    },
  ],
  ["http://[2001:db8::1]", { original: "http://[2001:db8::1]", full: "http://[2001:db8::1]", scheme: "http", domain: "[2001:db8::1]" }],
  ["/go?to=http://x/", { original: "/go?to=http://x/", path: "/go", query: "to=http://x/" }],
])("%s", (url, expected) => {
  const ecs = ecsDocument({});
  setUrl(ecs, url);
  expect(ecs.document).toEqual({ url: expected });
});
