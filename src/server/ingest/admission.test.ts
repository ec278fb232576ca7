import { describe, expect, test } from "vitest";
import { DocumentIds } from "../../store/journal/document-ids.ts";
import { Admission } from "./admission.ts";

const sent = (action: "create" | "index", id: string | null, text = "{}", index = "a") => ({
  index,
  id,
  isCreate: action === "create",
  json: Buffer.from(text),
});
type Sent = ReturnType<typeof sent>;

/** Judges a request and has it written from a sequence number on. */
async function take(admission: Admission, documents: readonly Sent[], from = 0): Promise<unknown[]> {
  const judged = await admission.judge(documents);
  const sequences = documents.map((_, i) => (["repeated", "conflict"].includes(judged.verdicts[i]?.kind ?? "new") ? undefined : from + i));
  const kept = judged.close(sequences);
  return documents.map((_, i) => [judged.verdicts[i]?.kind, judged.verdicts[i]?.version, kept[i]]);
}

describe("what was sent before", () => {
  test("is told from what is new, by index and id", async () => {
    const admission = new Admission(new DocumentIds(8));
    const first = [sent("create", "1"), sent("index", "2"), sent("create", "1", "{}", "b"), sent("create", null)];
    expect(await take(admission, first, 10)).toEqual([
      ["new", 1, 10],
      ["new", 1, 11],
      ["new", 1, 12],
      [undefined, undefined, 13],
    ]);
    const again = [sent("create", "1"), sent("index", "2"), sent("index", "2", '{"x":1}'), sent("create", "3")];
    expect(await take(admission, again, 20)).toEqual([
      ["conflict", 1, undefined],
      ["repeated", 2, 11],
      ["changed", 3, 22],
      ["new", 1, 23],
    ]);
  });

  test("may be of the same request", async () => {
    const admission = new Admission(new DocumentIds(8));
    const twice = [
      sent("create", "1"),
      sent("create", "1"),
      sent("index", "1"),
      sent("index", "1", '{"x":1}'),
      sent("index", "1", '{"x":1}'),
    ];
    expect(await take(admission, twice)).toEqual([
      ["new", 1, 0],
      ["conflict", 1, undefined],
      ["repeated", 2, 0],
      ["changed", 3, 3],
      ["repeated", 4, 3],
    ]);
  });

  test("what could not be written was not sent before", async () => {
    const admission = new Admission(new DocumentIds(8));
    const failed = await admission.judge([sent("create", "1"), sent("index", "1")]);
    expect(failed.close([undefined, undefined])).toEqual([undefined, undefined]);
    expect(await take(admission, [sent("create", "1")], 5)).toEqual([["new", 1, 5]]);
  });

  test("while it is being written, others with its id wait for how that ends", async () => {
    const admission = new Admission(new DocumentIds(8));
    const first = await admission.judge([sent("create", "1"), sent("create", "2")]);
    const order: string[] = [];
    const second = take(admission, [sent("create", "2")], 7).then((result) => (order.push("second"), result));
    const other = take(admission, [sent("create", "3")], 8).then(() => order.push("other"));
    await other;
    first.close([3, undefined]);
    expect(await second).toEqual([["new", 1, 7]]);
    expect(order).toEqual(["other", "second"]);
    expect(await take(admission, [sent("create", "1"), sent("create", "2")])).toEqual([
      ["conflict", 1, undefined],
      ["conflict", 1, undefined],
    ]);
  });
});
