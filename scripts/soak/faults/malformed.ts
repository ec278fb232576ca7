import { createRandom } from "../random.ts";
import { malformedRequests } from "../malformed.ts";
import { faultOfAnswer, rawRequest } from "../raw-request.ts";
import { startServerProcess } from "../server-process.ts";
import { allRang, check, type Fault, health, residentMb, sendEvents } from "./place.ts";

const MOST_MB = 700;

/** Malformed requests over all routes, good ones between them. */
export const malformed: Fault = async ({ args, port }, scale) => {
  const server = await startServerProcess(port, args);
  const count = scale === "short" ? 300 : 10_000;
  const statuses = new Map<number, number>();
  let [n, sent] = [0, 0];
  for (const { what, bytes, family } of malformedRequests(createRandom(count), count, `127.0.0.1:${port}`)) {
    const answer = await rawRequest(port, bytes);
    const fault = faultOfAnswer(answer, family);
    check(fault === undefined, `${what} → ${fault}`);
    statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
    if (n++ % 20 === 0) {
      check((await sendEvents(server, 3)) === 200, "a good request was refused");
      sent += 3;
    }
  }
  check((await health(server)).status === "ok", "it is not well afterwards");
  await allRang(server, sent);
  const mb = residentMb(server.pid);
  check(mb < MOST_MB, `it grew to ${mb} MB`);
  await server.stop();
  const told = Array.from(statuses, ([status, times]) => `${status} × ${times}`)
    .sort()
    .join(", ");
  return `${count} malformed requests: ${told}; ${sent} good events between them rang; ${mb} MB`;
};
