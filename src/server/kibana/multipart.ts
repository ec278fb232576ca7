import { badRequest } from "../http/http-error.ts";

/** The content of the first part with a file name of a `multipart/form-data` body; of another body, the body itself. */
export function uploadedFile(contentType: string | undefined, body: Buffer): Buffer {
  const [, quoted, bare] = /^multipart\/form-data;.*boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType ?? "") ?? [];
  const boundary = quoted ?? bare;
  if (boundary === undefined) return body;
  const mark = Buffer.from(`--${boundary}`);
  for (let at = body.indexOf(mark); at !== -1; ) {
    const next = body.indexOf(mark, at + mark.length);
    if (next === -1) break;
    const part = body.subarray(at + mark.length, next);
    const headEnd = part.indexOf("\r\n\r\n");
    // A part begins and ends with a line break of its own.
    if (headEnd !== -1 && /filename\*?=/i.test(part.toString("latin1", 0, headEnd))) return part.subarray(headEnd + 4, part.length - 2);
    at = next;
  }
  throw badRequest("the form holds no file");
}
