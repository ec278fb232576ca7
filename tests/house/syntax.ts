import { posix } from "node:path";
import { type Node, parseSync, visitorKeys } from "oxc-parser";
import type { CloneFile } from "./clone-files.ts";

/** A function of a file: where it stands, and what it is made of. */
export interface FunctionPlace {
  readonly name: string;
  readonly line: number;
  readonly lines: number;
  /** It is one `switch`, with at most a few lines around it. */
  readonly isFlatSwitch: boolean;
}

/** The files that a file imports or re-exports by a relative path, type-only and dynamic imports too; paths from the root. */
export function relativeImports(file: CloneFile): readonly string[] {
  const { module } = parseSync(file.path, file.text);
  const written = [
    ...module.staticImports.map((entry) => entry.moduleRequest.value),
    ...module.staticExports.flatMap((entry) => entry.entries.flatMap((each) => each.moduleRequest?.value ?? [])),
    ...module.dynamicImports.map((entry) => file.text.slice(entry.moduleRequest.start + 1, entry.moduleRequest.end - 1)),
  ];
  const relative = written.filter((specifier) => specifier.startsWith("."));
  return [...new Set(relative.map((specifier) => posix.join(posix.dirname(file.path), specifier)))];
}

/** Every function of a file, nested ones too. */
export function functions(file: CloneFile): readonly FunctionPlace[] {
  const found: FunctionPlace[] = [];
  visit(parse(file), (node, parent) => {
    if (node.type === "FunctionDeclaration" || node.type === "FunctionExpression" || node.type === "ArrowFunctionExpression") {
      found.push(place(file, node, parent));
    }
  });
  return found;
}

/** The nodes of a file for which `wanted` is true, each as its line number and its first line. */
export function places(file: CloneFile, wanted: (node: Node) => boolean): readonly string[] {
  const found: string[] = [];
  visit(parse(file), (node) => {
    if (wanted(node))
      found.push(`${file.path}:${lineOf(file.text, node.start)}: ${file.text.slice(node.start, node.end).split("\n")[0]?.slice(0, 80)}`);
  });
  return found;
}

function parse(file: CloneFile): Node {
  const { program, errors } = parseSync(file.path, file.text);
  if (errors.length > 0) throw new Error(`${file.path}: ${errors[0]?.message}`);
  return program;
}

function visit(node: Node, enter: (node: Node, parent: Node | undefined) => void, parent?: Node): void {
  enter(node, parent);
  for (const key of visitorKeys[node.type] ?? []) {
    const child = (node as unknown as Record<string, Node | readonly (Node | null)[] | null>)[key];
    for (const each of Array.isArray(child) ? child : [child]) if (each) visit(each as Node, enter, node);
  }
}

function place(file: CloneFile, node: Node, parent: Node | undefined): FunctionPlace {
  const line = lineOf(file.text, node.start);
  const lines = lineOf(file.text, node.end) - line + 1;
  const named = node as unknown as { id?: { name: string } | null };
  const holder = parent as unknown as { id?: { name?: string }; key?: { name?: string } } | undefined;
  const name = named.id?.name ?? holder?.id?.name ?? holder?.key?.name ?? "(unnamed)";
  return { name, line, lines, isFlatSwitch: isFlatSwitch(file, node, lines) };
}

/** Lines that a flat switch may have around its `switch`. */
const AROUND_SWITCH = 12;

function isFlatSwitch(file: CloneFile, node: Node, lines: number): boolean {
  const { body } = (node as unknown as { body: { body?: readonly Node[] } | null }).body ?? {};
  const statement = Array.isArray(body) ? (body as readonly Node[]).find((each) => each.type === "SwitchStatement") : undefined;
  if (!statement) return false;
  return lines - (lineOf(file.text, statement.end) - lineOf(file.text, statement.start)) <= AROUND_SWITCH;
}

function lineOf(text: string, offset: number): number {
  let line = 1;
  for (let i = text.indexOf("\n"); i !== -1 && i < offset; i = text.indexOf("\n", i + 1)) line++;
  return line;
}
