import { readFileSync } from "node:fs";
import { createSecureContext, type Server } from "node:tls";

/** Paths of PEM files: the certificate with its chain, and its key. */
export interface TlsFiles {
  readonly cert: string;
  readonly key: string;
}

export const readTls = ({ cert, key }: TlsFiles): { readonly cert: Buffer; readonly key: Buffer } => ({
  cert: readFileSync(cert),
  key: readFileSync(key),
});

/**
 * Reads files that were renewed; connections that are open keep the old ones.
 * @throws where the two are not there or do not belong together (yet): the old ones stay
 */
export function renewTls(server: Server, files: TlsFiles): void {
  const pair = readTls(files);
  createSecureContext(pair);
  server.setSecureContext(pair);
}
