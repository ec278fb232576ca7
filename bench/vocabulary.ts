/** What an ordinary Windows host does all day: made up, but in the proportions and the lengths of real endpoint events. */

export interface Program {
  readonly name: string;
  readonly folder: string;
  readonly signer: string;
  /** What starts it. */
  readonly parent: string;
}

export const PROGRAMS: readonly Program[] = [
  {
    name: "svchost.exe",
    folder: "C:\\Windows\\System32",
    signer: "Microsoft Windows Publisher",
    parent: "C:\\Windows\\System32\\services.exe",
  },
  { name: "explorer.exe", folder: "C:\\Windows", signer: "Microsoft Windows", parent: "C:\\Windows\\System32\\userinit.exe" },
  {
    name: "services.exe",
    folder: "C:\\Windows\\System32",
    signer: "Microsoft Windows Publisher",
    parent: "C:\\Windows\\System32\\wininit.exe",
  },
  {
    name: "SearchIndexer.exe",
    folder: "C:\\Windows\\System32",
    signer: "Microsoft Windows",
    parent: "C:\\Windows\\System32\\services.exe",
  },
  { name: "conhost.exe", folder: "C:\\Windows\\System32", signer: "Microsoft Windows", parent: "C:\\Windows\\System32\\cmd.exe" },
  { name: "cmd.exe", folder: "C:\\Windows\\System32", signer: "Microsoft Windows", parent: "C:\\Windows\\explorer.exe" },
  {
    name: "powershell.exe",
    folder: "C:\\Windows\\System32\\WindowsPowerShell\\v1.0",
    signer: "Microsoft Windows",
    parent: "C:\\Windows\\explorer.exe",
  },
  {
    name: "chrome.exe",
    folder: "C:\\Program Files\\Google\\Chrome\\Application",
    signer: "Google LLC",
    parent: "C:\\Windows\\explorer.exe",
  },
  {
    name: "msedge.exe",
    folder: "C:\\Program Files (x86)\\Microsoft\\Edge\\Application",
    signer: "Microsoft Corporation",
    parent: "C:\\Windows\\explorer.exe",
  },
  {
    name: "OUTLOOK.EXE",
    folder: "C:\\Program Files\\Microsoft Office\\root\\Office16",
    signer: "Microsoft Corporation",
    parent: "C:\\Windows\\explorer.exe",
  },
  {
    name: "WINWORD.EXE",
    folder: "C:\\Program Files\\Microsoft Office\\root\\Office16",
    signer: "Microsoft Corporation",
    parent: "C:\\Windows\\explorer.exe",
  },
  {
    name: "Teams.exe",
    folder: "C:\\Users\\%USER%\\AppData\\Local\\Microsoft\\Teams\\current",
    signer: "Microsoft Corporation",
    parent: "C:\\Windows\\explorer.exe",
  },
  {
    name: "MsMpEng.exe",
    folder: "C:\\ProgramData\\Microsoft\\Windows Defender\\Platform\\4.18.24090.11-0",
    signer: "Microsoft Windows Publisher",
    parent: "C:\\Windows\\System32\\services.exe",
  },
  { name: "node.exe", folder: "C:\\Program Files\\nodejs", signer: "OpenJS Foundation", parent: "C:\\Windows\\System32\\cmd.exe" },
  { name: "git.exe", folder: "C:\\Program Files\\Git\\cmd", signer: "Johannes Schindelin", parent: "C:\\Windows\\System32\\cmd.exe" },
  { name: "setup-tool.exe", folder: "C:\\Users\\%USER%\\Downloads", signer: "", parent: "C:\\Windows\\explorer.exe" },
];

export const ARGUMENTS = [
  "-k",
  "netsvcs",
  "-p",
  "-s",
  "Schedule",
  "--type=renderer",
  "/c",
  "dir",
  "-NoProfile",
  "-File",
  "build.ps1",
  "status",
  "--porcelain",
  "/automation",
  "-Embedding",
];

export const USERS = ["alice", "bob", "carol", "SYSTEM", "LOCAL SERVICE", "NETWORK SERVICE", "svc-backup"];

export const FOLDERS = [
  "C:\\Users\\%USER%\\AppData\\Local\\Temp",
  "C:\\Users\\%USER%\\Documents",
  "C:\\ProgramData\\Package Cache",
  "C:\\Windows\\Prefetch",
  "C:\\Windows\\System32\\LogFiles",
  "D:\\projects\\site\\node_modules",
];

export const EXTENSIONS = ["tmp", "log", "docx", "js", "json", "pf", "dll", "exe", "xml", "etl", "dat"];

export const DOMAINS = [
  "update.example.com",
  "cdn.example.net",
  "mail.example.org",
  "api.example.com",
  "login.example.net",
  "ntp.example.org",
];

export const REGISTRY_KEYS = [
  "SYSTEM\\ControlSet001\\Services\\bam\\State\\UserSettings\\S-1-5-21-1004336348-1177238915-682003330-512",
  "SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Explorer\\RecentDocs",
  "SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Run",
  "SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Schedule\\TaskCache\\Tree",
  "SYSTEM\\ControlSet001\\Services\\W32Time\\Config",
];

export const LIBRARIES = [
  "ntdll.dll",
  "kernel32.dll",
  "user32.dll",
  "combase.dll",
  "bcrypt.dll",
  "wininet.dll",
  "amsi.dll",
  "clr.dll",
  "msvcp140.dll",
];
