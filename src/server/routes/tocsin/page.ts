import { HttpError } from "../../http/http-error.ts";
import { PAGE_POLICY } from "../../http/protection.ts";
import type { Route } from "../../http/route.ts";
import { pageFile } from "../../pages.ts";

/** `GET /app/…`: the built pages. A path without a file is one that the page itself knows. */
export const page: Route = {
  method: ["GET", "HEAD"],
  path: ["/app", "/app/*"],
  access: "public",
  summary: "The pages",
  async handle({ path }) {
    if (path === "/app") return { status: 302, headers: { location: "/app/" } };
    const file = await pageFile(path.slice("/app/".length));
    if (!file) throw new HttpError(404, "no_pages", "the pages are not built here", { hint: "npm run build:ui makes them" });
    return {
      headers: {
        "content-type": file.type,
        "content-security-policy": PAGE_POLICY,
        "cache-control": file.isImmutable ? "public, max-age=31536000, immutable" : "no-cache",
      },
      text: file.bytes,
    };
  },
};
