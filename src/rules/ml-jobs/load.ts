import { type Diagnostic, diagnostic, isError, type Source } from "../../diagnostics/index.ts";
import { isJsonObject, type Json, type JsonObject } from "../../event/json.ts";
import { expandPaths, type FileKind, readBytes } from "../files.ts";
import { decodeRuleFile } from "../read/bytes.ts";
import { textSource } from "../read/document.ts";
import type { Place } from "../read/places.ts";
import { formatExtension } from "../read/table.ts";
import { diagnose } from "../schema/finding.ts";
import { schemaFindings } from "../schema/issues.ts";
import { detectorFindings } from "./check.ts";
import type { MlJob } from "./model.ts";
import { JOB_EXTENSIONS, type JobFile, readJobFile } from "./read.ts";
import { type JobContent, jobSchema } from "./schema.ts";

export interface LoadedMlJobs {
  /** In load order; a job with an error is not among them. */
  readonly jobs: readonly MlJob[];
  readonly problems: readonly Diagnostic[];
  /** Files read. */
  readonly files: number;
}

/** Loads machine learning jobs from files, folders and globs of TOML and JSON. Never throws on what is in them. */
export async function loadMlJobs(paths: string | readonly string[]): Promise<LoadedMlJobs> {
  const { files, problems } = await expandPaths(typeof paths === "string" ? [paths] : paths, JOB_FILES);
  const collector = new Collector();
  collector.problems.push(...problems);
  for (const { path } of files) {
    const bytes = await readBytes(path);
    if (bytes instanceof Error) {
      collector.problems.push(diagnostic("T1002", `the file cannot be read: ${bytes.message}`, { file: path }));
      continue;
    }
    const source = decodeRuleFile(path, bytes);
    if ("code" in source) collector.problems.push(source);
    else collector.addText(source);
  }
  return { jobs: collector.jobs, problems: collector.problems, files: files.length };
}

/** Loads the jobs of one text, as if it were the file of that name. */
export function loadMlJobText(source: Source): Pick<LoadedMlJobs, "jobs" | "problems"> {
  const collector = new Collector();
  collector.addText(source);
  return collector;
}

const JOB_FILES: FileKind = {
  accepts: (path) => JOB_EXTENSIONS.includes(formatExtension(path)),
  missing: (path, glob) =>
    diagnostic("T1401", glob ? `no job file matches \`${path}\`` : `there are no job files at \`${path}\``, {
      hint: `jobs are read from ${JOB_EXTENSIONS.join(" and ")} files`,
      file: path,
    }),
};

class Collector {
  readonly jobs: MlJob[] = [];
  readonly problems: Diagnostic[] = [];

  addText(source: Source): void {
    const file = readJobFile(source);
    if ("code" in file) {
      this.problems.push(file);
      return;
    }
    const list = isJsonObject(file.value) ? file.value["job"] : undefined;
    if (!Array.isArray(list) || list.length === 0) {
      const hint = "a job file has a [[job]] table for each job";
      this.problems.push(diagnostic("T1402", "the file holds no jobs", { file: source.name, hint }));
      return;
    }
    list.forEach((value, i) => this.#add(file, value, `job.${i}`));
  }

  #add(file: JobFile, value: Json, path: string): void {
    const findings = [...schemaFindings(jobSchema, value, path), ...(isJsonObject(value) ? detectorFindings(value, path) : [])];
    const diagnostics = findings.map((finding) => diagnose(file, finding));
    this.problems.push(...diagnostics);
    if (diagnostics.some(isError)) return;
    const job = buildJob(file, value as JsonObject, path);
    if (this.jobs.some(({ id }) => id === job.id)) {
      const finding = { code: "T1405", path: `${path}.id`, message: `there is a job \`${job.id}\` already` } as const;
      this.problems.push(diagnose(file, finding));
    } else this.jobs.push(job);
  }
}

function buildJob(file: JobFile, value: JsonObject, path: string): MlJob {
  const content = value as unknown as JobContent;
  const placeAt = (inner: string): Place | undefined => file.places().get(`${path}.${inner}`);
  return {
    id: content.id,
    ...(content.needs !== undefined && { needs: content.needs }),
    content,
    source: file.source,
    spanOf: (inner) => placeAt(inner)?.value,
    query: textSource(file, `${path}.query`, content.query ?? ""),
  };
}
