import { SYSCALL_TABLES } from "./syscall-tables.ts";

/** Audit architecture codes (`linux/audit.h`), hexadecimal as logs write them. */
const ARCHES: Readonly<Record<string, string>> = {
  c000003e: "x86_64",
  "40000003": "i386",
  c00000b7: "aarch64",
  "40000028": "arm",
  c0000015: "ppc64",
  "80000016": "s390x",
  c00000f3: "riscv64",
};

/** Error names from 1 on (`errno.h`); `-` where there is none. */
const ERRORS = (
  "EPERM ENOENT ESRCH EINTR EIO ENXIO E2BIG ENOEXEC EBADF ECHILD EAGAIN ENOMEM EACCES EFAULT ENOTBLK EBUSY EEXIST EXDEV ENODEV ENOTDIR " +
  "EISDIR EINVAL ENFILE EMFILE ENOTTY ETXTBSY EFBIG ENOSPC ESPIPE EROFS EMLINK EPIPE EDOM ERANGE EDEADLK ENAMETOOLONG ENOLCK ENOSYS " +
  "ENOTEMPTY ELOOP - ENOMSG EIDRM ECHRNG EL2NSYNC EL3HLT EL3RST ELNRNG EUNATCH ENOCSI EL2HLT EBADE EBADR EXFULL ENOANO EBADRQC EBADSLT " +
  "- EBFONT ENOSTR ENODATA ETIME ENOSR ENONET ENOPKG EREMOTE ENOLINK EADV ESRMNT ECOMM EPROTO EMULTIHOP EDOTDOT EBADMSG EOVERFLOW " +
  "ENOTUNIQ EBADFD EREMCHG ELIBACC ELIBBAD ELIBSCN ELIBMAX ELIBEXEC EILSEQ ERESTART ESTRPIPE EUSERS ENOTSOCK EDESTADDRREQ EMSGSIZE " +
  "EPROTOTYPE ENOPROTOOPT EPROTONOSUPPORT ESOCKTNOSUPPORT EOPNOTSUPP EPFNOSUPPORT EAFNOSUPPORT EADDRINUSE EADDRNOTAVAIL ENETDOWN " +
  "ENETUNREACH ENETRESET ECONNABORTED ECONNRESET ENOBUFS EISCONN ENOTCONN ESHUTDOWN ETOOMANYREFS ETIMEDOUT ECONNREFUSED EHOSTDOWN " +
  "EHOSTUNREACH EALREADY EINPROGRESS ESTALE EUCLEAN ENOTNAM ENAVAIL EISNAM EREMOTEIO EDQUOT ENOMEDIUM EMEDIUMTYPE ECANCELED ENOKEY " +
  "EKEYEXPIRED EKEYREVOKED EKEYREJECTED EOWNERDEAD ENOTRECOVERABLE ERFKILL EHWPOISON"
).split(" ");

/** Signal names from 1 on (`signal.h` of x86 and ARM). */
const SIGNALS = (
  "SIGHUP SIGINT SIGQUIT SIGILL SIGTRAP SIGABRT SIGBUS SIGFPE SIGKILL SIGUSR1 SIGSEGV SIGUSR2 SIGPIPE SIGALRM SIGTERM SIGSTKFLT SIGCHLD " +
  "SIGCONT SIGSTOP SIGTSTP SIGTTIN SIGTTOU SIGURG SIGXCPU SIGXFSZ SIGVTALRM SIGPROF SIGWINCH SIGIO SIGPWR SIGSYS"
).split(" ");

/** The architecture's name; the code itself where it is unknown. */
export const archName = (code: string): string => (Object.hasOwn(ARCHES, code) ? (ARCHES[code] as string) : code);

/** The system call's name; the number itself where the architecture or the number is unknown. */
export function syscallName(arch: string, number: string): string {
  return syscallsOf(arch).get(number) ?? number;
}

/** `EACCES` for `-13`; anything else as it is. */
export function exitName(exit: string): string {
  if (!exit.startsWith("-")) return exit;
  const name = ERRORS[Number(exit.slice(1)) - 1];
  return name === undefined || name === "-" ? exit : name;
}

/** `SIGSEGV` for `11`; anything unknown as it is. */
export const signalName = (signal: string): string => SIGNALS[Number(signal) - 1] ?? signal;

const read = new Map<string, ReadonlyMap<string, string>>();

function syscallsOf(arch: string): ReadonlyMap<string, string> {
  const known = read.get(arch);
  if (known) return known;
  const names = new Map<string, string>();
  let number = 0;
  for (const word of (Object.hasOwn(SYSCALL_TABLES, arch) ? (SYSCALL_TABLES[arch] as string) : "")
    .split("\n")
    .flatMap((line) => line.split(" "))) {
    if (word.startsWith("@")) number = Number(word.slice(1));
    else if (word !== "") names.set(String(number++), word);
  }
  if (Object.hasOwn(SYSCALL_TABLES, arch)) read.set(arch, names);
  return names;
}
