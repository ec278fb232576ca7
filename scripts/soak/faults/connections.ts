import { once } from "node:events";
import net from "node:net";
import { startServerProcess } from "../server-process.ts";
import { allRang, check, type Fault, residentMb, sendEvents } from "./place.ts";

const SLOWEST_MS = 3_000;
const MOST_MB = 700;

/** Thousands of connections at once, half of them with half a request: the next request is answered. */
export const connections: Fault = async ({ args, port }, scale) => {
  const server = await startServerProcess(port, args);
  const count = scale === "short" ? 2_000 : 10_000;
  const sockets: net.Socket[] = [];
  while (sockets.length < count) {
    const some = Array.from({ length: 250 }, async (_, i) => {
      const socket = net.connect(port, "127.0.0.1");
      socket.on("error", () => undefined);
      await once(socket, "connect");
      if (i % 2 === 0) socket.write("POST /_bulk HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000\r\n\r\n{");
      return socket;
    });
    sockets.push(...(await Promise.all(some)));
  }
  const begun = performance.now();
  check((await sendEvents(server, 10)) === 200, "a request beside them was refused");
  const took = Math.round(performance.now() - begun);
  check(took < SLOWEST_MS, `a request beside them took ${took} ms`);
  const mb = residentMb(server.pid);
  check(mb < MOST_MB, `it grew to ${mb} MB`);
  for (const socket of sockets) socket.destroy();
  check((await sendEvents(server, 10)) === 200, "a request after them was refused");
  await allRang(server, 20);
  await server.stop();
  return `${count} connections, half with half a request: the next request took ${took} ms; ${mb} MB`;
};
