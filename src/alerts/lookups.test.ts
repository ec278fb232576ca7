import fc from "fast-check";
import { expect, test } from "vitest";
import { hasLookups, lookupsOf } from "./lookups.ts";

const MD5 = "44d88612fea8a8f36de82e1278abb02f";
const SHA256 = "275a021bbfb6489e54d471899f7db9d1663fc695ec2fe2a2c4538aabf651fd0f";

function urls(document: object): string[] {
  const found = lookupsOf(document as never);
  expect(hasLookups(document as never)).toBe(found.length > 0);
  return found.map(({ url }) => url);
}

const CASES: readonly (readonly [name: string, document: object, ...urls: string[]])[] = [
  [
    "a hash by its length",
    { process: { hash: { md5: MD5 } }, file: { "hash.sha256": SHA256 } },
    `https://www.virustotal.com/gui/file/${MD5}`,
    `https://www.hybrid-analysis.com/search?query=${MD5}`,
    `https://www.virustotal.com/gui/file/${SHA256}`,
    `https://www.hybrid-analysis.com/search?query=${SHA256}`,
    `https://bazaar.abuse.ch/sample/${SHA256}/`,
  ],
  ["no hash", { process: { hash: { md5: "n/a", sha1: "xyz", sha256: `${SHA256}0` } } }],
  [
    "a public address, once",
    { source: { ip: "10.0.0.1" }, destination: { ip: "8.8.8.8" }, related: { ip: ["8.8.8.8", "192.168.1.1"] } },
    "https://www.virustotal.com/gui/ip-address/8.8.8.8",
    "https://www.abuseipdb.com/check/8.8.8.8",
    "https://viz.greynoise.io/ip/8.8.8.8",
    "https://www.shodan.io/host/8.8.8.8",
  ],
  ["no public address", { "source.ip": ["127.0.0.1", "169.254.1.1", "fe80::1", "fd00::1", "::1", "203.0.113.9", "bogus", "100.64.1.1"] }],
  [
    "an IPv6 address, encoded",
    { destination: { ip: "2606:4700::1111" } },
    "https://www.virustotal.com/gui/ip-address/2606%3A4700%3A%3A1111",
    "https://www.abuseipdb.com/check/2606%3A4700%3A%3A1111",
    "https://viz.greynoise.io/ip/2606%3A4700%3A%3A1111",
    "https://www.shodan.io/host/2606%3A4700%3A%3A1111",
  ],
  [
    "a name",
    { dns: { question: { name: "Evil.Example-Site.com" } } },
    "https://www.virustotal.com/gui/domain/Evil.Example-Site.com",
    "https://urlscan.io/domain/Evil.Example-Site.com",
  ],
  [
    "no public name",
    { dns: { question: { name: ["host", "dc.corp", "a..com", "1.2.3.4", "x.local", "a b.com", `${"a".repeat(64)}.com`, ""] } } },
  ],
  [
    "an address on the web",
    { url: { full: "https://evil.com/a?b=c#d", original: ["/path", "javascript:alert(1)//evil.com", "http://intranet/x"] } },
    "https://www.virustotal.com/gui/search/https%3A%2F%2Fevil.com%2Fa%3Fb%3Dc%23d",
  ],
  ["a vulnerability", { vulnerability: { id: ["CVE-2024-12345", "CVE-1", "GHSA-x"] } }, "https://nvd.nist.gov/vuln/detail/CVE-2024-12345"],
  ["numbers and nothing", { source: { ip: 5 }, file: { hash: { md5: null } } }],
];

test.each(CASES.map(([name, document, ...expected]) => ({ name, document, expected })))("$name", ({ document, expected }) => {
  expect(urls(document)).toEqual(expected);
});

test("says the service and the field", () => {
  expect(lookupsOf({ "source.ip": "8.8.8.8" })[0]).toEqual({
    label: "VirusTotal: source.ip",
    url: "https://www.virustotal.com/gui/ip-address/8.8.8.8",
  });
});

test("are bounded", () => {
  const document = { "related.ip": Array.from({ length: 200 }, (_, i) => `8.8.${i}.1`) };
  expect(urls(document)).toHaveLength(40);
});

test("whatever the values, every link leads to a known service and holds no markup", () => {
  const fields = ["source.ip", "dns.question.name", "url.full", "file.hash.md5", "vulnerability.id"];
  const value = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.webUrl(),
    fc.domain(),
    fc.ipV4(),
    fc.ipV6(),
    fc.constant('https://a.com/\ud800"<script>'),
  );
  const services = [
    "www.virustotal.com",
    "www.abuseipdb.com",
    "viz.greynoise.io",
    "www.shodan.io",
    "urlscan.io",
    "www.hybrid-analysis.com",
    "nvd.nist.gov",
  ];
  fc.assert(
    fc.property(fc.constantFrom(...fields), value, (field, text) => {
      for (const { url } of lookupsOf({ [field]: text })) {
        expect(services).toContain(new URL(url).host);
        expect(url).toMatch(/^https:\/\/[\w./?=%~!*'()-]+$/);
      }
    }),
    { numRuns: 1000 },
  );
});
