import { type RunnableSubject, subjectError, type SubjectWork, waitForAbort } from "@earshot/testing";
import { z } from "zod";
import type { Runnable } from "../../../src/exports/runnables.js";
import { DynamicStructuredTool, DynamicTool, StructuredTool, Tool, tool } from "../../../src/exports/tools.js";
import { FakeTool } from "../../../src/exports/utils/testing.js";
import { type AnySubject, perform, subject, type Subjects } from "./subject.js";

interface Called {
  readonly signal?: AbortSignal | undefined;
}

const schema = z.object({ n: z.number() });
const skips = { "leaving a stream early ends it as cancelled": "its output is one piece: with that its work is done" };

const ownTool = (work: SubjectWork) =>
  new (class Own extends StructuredTool<typeof schema> {
    override readonly name = "double";
    override readonly description = "Doubles a number.";
    override readonly schema = schema;
    protected override _call = ({ n }: { n: number }, _: unknown, config?: Called) =>
      perform(work, config?.signal, n * 2);
  })();

const fields = { name: "double", description: "Doubles a number.", schema };

/** It says its arguments, and whatever happens, it does. */
const fakeTool = (work: SubjectWork) =>
  new (class Own extends FakeTool<typeof schema> {
    protected override async _call(args: { n: number }, _?: unknown, config?: Called): Promise<string> {
      await perform(work, config?.signal, undefined);
      return super._call(args);
    }
  })(fields);

const ownTextTool = (work: SubjectWork) =>
  new (class Own extends Tool<string> {
    override readonly name = "shout";
    override readonly description = "Says it loudly.";
    protected override _call = (text: string | undefined, _: unknown, config?: Called) =>
      perform(work, config?.signal, String(text).toUpperCase());
  })();

const double = (work: SubjectWork) => ({
  ...fields,
  func: ({ n }: { n: number }, _: unknown, config?: Called) => perform(work, config?.signal, n * 2),
});

/** Tools are given what their schema takes, and give what their function does. */
function tooling<TInput, TOutput>(
  given: Pick<RunnableSubject<TInput, TOutput>, "input" | "output">,
  make: (work: SubjectWork) => unknown,
): AnySubject {
  return subject<TInput, TOutput>({ ...given, make: make as (work: SubjectWork) => Runnable<TInput, TOutput>, skips });
}

const number = { input: { n: 2 }, output: 4 };
const words = { input: "hear", output: "HEAR" };

export const toolSubjects: Subjects = {
  "tool()": tooling(number, (work) =>
    tool(
      ({ n }, { signal }) => {
        if (work === "fail") throw subjectError;
        return work === "hang" ? waitForAbort(signal) : n * 2;
      },
      { name: "double", schema },
    ),
  ),
  "tool() of a generator": tooling(number, (work) =>
    tool(
      async function* ({ n }, { signal }) {
        yield "on it";
        return await perform(work, signal, n * 2);
      },
      { name: "double", schema },
    ),
  ),
  StructuredTool: tooling(number, ownTool),
  FakeTool: tooling({ input: { n: 2 }, output: '{"n":2}' }, fakeTool),
  DynamicStructuredTool: tooling(number, (work) => new DynamicStructuredTool(double(work))),
  Tool: tooling(words, ownTextTool),
  DynamicTool: tooling(words, (work) => {
    const func = (text: string, _: unknown, config?: Called) => perform(work, config?.signal, text.toUpperCase());
    return new DynamicTool({ name: "shout", description: "Says it loudly.", func });
  }),
};
