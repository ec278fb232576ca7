import type { Overlay } from "../overlay.ts";

/** Auditbeat's file integrity module and the FIM integration. */
export const FILE_INTEGRITY: Overlay = {
  title: "File Integrity Monitoring",
  fields: {
    keyword: `
      file.origin file.selinux.domain file.selinux.level file.selinux.role file.selinux.user hash.blake2b_256 hash.blake2b_384
      hash.blake2b_512 hash.md5 hash.sha1 hash.sha224 hash.sha256 hash.sha384 hash.sha3_224 hash.sha3_256 hash.sha3_384 hash.sha3_512
      hash.sha512 hash.sha512_224 hash.sha512_256 hash.xxh64
    `,
    boolean: "file.setgid file.setuid",
  },
};
