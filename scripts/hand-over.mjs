/** Gives the terminal, the arguments and the signals of this process to another one, as `exec` would. */
import { spawn } from "node:child_process";

/**
 * Runs a program in the place of this process: never returns. Where Node.js can exec (22.15 and newer, not on Windows) it does;
 * else a child gets our standard streams and signals, and its exit code or signal becomes ours.
 */
export function handOver(program, args) {
  if (process.execve && process.platform !== "win32") process.execve(program, [program, ...args], process.env);
  const child = spawn(program, args, { stdio: "inherit" });
  // Ctrl-C reaches the child by itself: the terminal sends it to the whole group.
  const passOn = (signal) => (process.stdin.isTTY && signal === "SIGINT") || child.kill(signal);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, passOn);
  child.on("error", (error) => {
    process.stderr.write(`tocsin: ${program} could not be started: ${error.message}\n`);
    process.exit(1);
  });
  child.on("exit", (code, signal) => {
    if (signal === null) process.exit(code);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}
