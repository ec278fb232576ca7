import { createHash } from "node:crypto";
import { scalar } from "../define.ts";
import { fail } from "../exceptions.ts";
import { STRING } from "../type-sets.ts";

/** Java's names of algorithms, in upper case, with OpenSSL's. */
// biome-ignore format: table
const ALGORITHMS: ReadonlyMap<string, string> = new Map([
  ["MD5", "md5"], ["SHA", "sha1"], ["SHA1", "sha1"], ["SHA-1", "sha1"], ["SHA-224", "sha224"], ["SHA-256", "sha256"],
  ["SHA-384", "sha384"], ["SHA-512", "sha512"], ["SHA-512/224", "sha512-224"], ["SHA-512/256", "sha512-256"],
  ["SHA3-224", "sha3-224"], ["SHA3-256", "sha3-256"], ["SHA3-384", "sha3-384"], ["SHA3-512", "sha3-512"],
]);

const unknown = (name: string): string => `${name} MessageDigest not available`;

export const hash = scalar({
  name: "hash",
  summary: "The hash of a text (in UTF-8) by an algorithm such as `md5` or `sha-256`, in hexadecimal.",
  params: [
    { name: "algorithm", types: STRING },
    { name: "input", types: STRING },
  ],
  result: ([algorithm]) => {
    const name = algorithm?.constant;
    return typeof name === "string" && !ALGORITHMS.has(name.toUpperCase()) ? { fault: unknown(name), argument: 0 } : "keyword";
  },
  evaluate: ([name, text], context) => {
    const algorithm = ALGORITHMS.get((name as string).toUpperCase());
    if (!algorithm) return fail(context, "java.security.NoSuchAlgorithmException", unknown(name as string));
    return createHash(algorithm)
      .update(text as string, "utf8")
      .digest("hex");
  },
  examples: [{ query: 'HASH("md5", "elastic")', result: "e16ddaf4f91df524b27bf4f2e4b1ac09", type: "keyword" }],
});
