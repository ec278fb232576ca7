import type { IncomingMessage } from "node:http";
import { promisify } from "node:util";
import { brotliDecompress, gunzip, inflate, zstdDecompress } from "node:zlib";
import { BodyRooms } from "./body-rooms.ts";
import { HttpError } from "./http-error.ts";

/** As Elasticsearch's `http.max_content_length`. */
export const MAX_BODY_BYTES = 100 * 1024 * 1024;
/** Of all requests under way together; past it new ones are told to come again. */
const MAX_PENDING_BYTES = 384 * 1024 * 1024;

const DECOMPRESSORS = {
  gzip: promisify(gunzip),
  "x-gzip": promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
  zstd: promisify(zstdDecompress),
} as const satisfies Record<string, (bytes: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>>;

/** Reads bodies within bounds of memory. */
export interface BodyReader {
  /**
   * The body, decompressed. The bytes count as pending until `release`, and are not to be read after it.
   * @throws {HttpError} 413 too long, 415 unknown encoding, 400 damaged, 429 too much at once
   */
  read(request: IncomingMessage, limit: number): Promise<{ readonly bytes: Buffer; readonly release: () => void }>;
  readonly pending: number;
}

export function createBodyReader(most: number = MAX_PENDING_BYTES): BodyReader {
  let pending = 0;
  const rooms = new BodyRooms();
  return {
    async read(request, limit) {
      let held = 0;
      const hold = (bytes: number): void => {
        held += bytes;
        pending += bytes;
        if (pending > most) throw tooMuchAtOnce();
      };
      let leave = (): void => undefined;
      const release = (): void => {
        pending -= held;
        held = 0;
        leave();
        leave = () => undefined;
      };
      try {
        const declared = Number(request.headers["content-length"] ?? 0);
        if (declared > limit) throw tooLong(limit);
        const { bytes: raw, release: leaveRoom } = await collect(request, limit, hold, rooms);
        leave = leaveRoom;
        const bytes = await decompress(raw, request.headers["content-encoding"], limit);
        if (bytes !== raw) hold(bytes.length);
        return { bytes, release };
      } catch (error) {
        release();
        throw error;
      }
    },
    get pending() {
      return pending;
    },
  };
}

async function collect(
  request: IncomingMessage,
  limit: number,
  hold: (bytes: number) => void,
  rooms: BodyRooms,
): Promise<ReturnType<BodyRooms["join"]>> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > limit) throw tooLong(limit);
    hold(chunk.length);
    chunks.push(chunk);
  }
  return chunks.length === 1 ? { bytes: chunks[0] as Buffer, release: () => undefined } : rooms.join(chunks, length);
}

async function decompress(bytes: Buffer, encoding: string | undefined, limit: number): Promise<Buffer> {
  if (encoding === undefined || encoding === "" || encoding === "identity" || bytes.length === 0) return bytes;
  const name = encoding.trim().toLowerCase();
  if (!Object.hasOwn(DECOMPRESSORS, name))
    throw new HttpError(415, "unsupported_media_type", `the content encoding [${name.slice(0, 40)}] is not known`, {
      hint: `send one of ${Object.keys(DECOMPRESSORS).join(", ")}, or none`,
    });
  try {
    return await DECOMPRESSORS[name as keyof typeof DECOMPRESSORS](bytes, { maxOutputLength: limit });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE") throw tooLong(limit);
    throw new HttpError(400, "parse_exception", `the body is no intact ${name}`);
  }
}

const tooLong = (limit: number): HttpError =>
  new HttpError(413, "content_too_long_exception", `the body is longer than ${limit} bytes`, {
    hint: "send fewer events in one request",
    // What is still to come is not read.
    headers: { connection: "close" },
  });

const tooMuchAtOnce = (): HttpError =>
  new HttpError(429, "es_rejected_execution_exception", "too many bytes of requests are under way", {
    headers: { "retry-after": "1", connection: "close" },
  });
