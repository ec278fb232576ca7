import type { Container } from "./container.ts";
import { gzip } from "./containers/gzip.ts";
import { tar } from "./containers/tar.ts";
import { utf16 } from "./containers/utf16.ts";
import { zip } from "./containers/zip.ts";
import { zstd } from "./containers/zstd.ts";

/** Containers in the order they are tried: those with a magic number first, tar (a checksum over text) last. */
export const CONTAINERS: readonly Container[] = [gzip, zstd, zip, utf16, tar];
