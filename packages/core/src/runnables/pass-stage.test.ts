import { assertWellFormed, recordingHandler } from "@earshot/testing";
import { describe, expect, it } from "vitest";
import { RunnableLambda, RunnablePassthrough, RunnableSequence } from "../exports/runnables.js";
import { StringOutputParser } from "../exports/output_parsers.js";
import { piecesOf } from "../../tests/support/pieces-of.js";

const letters = RunnableLambda.from(async function* () {
  yield* "abc";
});

/** Stages that hand on what the one before hands on, so that they need not keep it themselves. */
const passing = () =>
  RunnableSequence.from<string, string>([
    letters,
    new StringOutputParser(),
    new RunnablePassthrough(),
    new RunnablePassthrough(),
  ]);

function outputsOf(recording: ReturnType<typeof recordingHandler>) {
  assertWellFormed(recording.events);
  return recording.ofType("chain.end").map(({ status, outputs }) => [status, outputs]);
}

describe("stages that hand on what they are given", () => {
  it("each tell the whole at their end", async () => {
    const recording = recordingHandler();
    expect(await piecesOf(passing().stream("", { callbacks: [recording] }))).toEqual(["a", "b", "c"]);
    expect(outputsOf(recording)).toEqual(Array.from({ length: 5 }, () => ["ok", "abc"]));
    expect(recording.ofType("chain.end").map(({ inputs }) => inputs)).toEqual(["", "abc", "abc", "abc", ""]);
  });

  it("each tell what there was when their consumer left", async () => {
    const recording = recordingHandler();
    for await (const piece of await passing().stream("", { callbacks: [recording] })) if (piece === "b") break;
    expect(outputsOf(recording)).toEqual(Array.from({ length: 5 }, () => ["cancelled", "ab"]));
  });

  it("tell no more than they handed on when the one behind them fails", async () => {
    const recording = recordingHandler();
    const failing = RunnableLambda.from((text: string) => {
      if (text.includes("c")) throw new Error("no c");
      return text;
    });
    await expect(
      piecesOf(
        passing()
          .pipe(failing)
          .stream("", { callbacks: [recording] }),
      ),
    ).rejects.toThrow("no c");
    const outputs = new Map(recording.ofType("chain.end").map(({ name, outputs: said }) => [name, said]));
    expect(outputs.get("RunnablePassthrough")).toBe("abc");
  });

  it("are each seen by who looks at every stage", async () => {
    const seen: string[] = [];
    for await (const { event, name, data } of passing().streamEvents("", { version: "v2" }))
      if (event.endsWith("_stream")) seen.push(`${name} ${String((data as { readonly chunk: string }).chunk)}`);
    for (const letter of ["a", "b", "c"]) {
      expect(seen.filter((said) => said === `RunnablePassthrough ${letter}`)).toHaveLength(2);
      expect(seen.filter((said) => said === `RunnableSequence ${letter}`)).toHaveLength(1);
      expect(seen.filter((said) => said === `StrOutputParser ${letter}`)).toHaveLength(1);
    }
  });
});
