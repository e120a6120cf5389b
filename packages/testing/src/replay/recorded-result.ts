import { decodeValue } from "@earshot/core/events/json";
import type { Generation, LLMResult } from "@earshot/core/outputs";
import { forgetRunId } from "./forget-run-id.js";
import type { RecordedCall } from "./recorded-call.js";

/** The answer of one call. */
export interface RecordedResult {
  readonly generations: Generation[];
  readonly llmOutput?: NonNullable<LLMResult["llmOutput"]>;
}

/** The result of a call that ended well, made anew each time: it becomes its caller's. */
export function resultOf({ end }: RecordedCall): RecordedResult {
  const { generations, llmOutput } = decodeValue(end.json["result"]) as LLMResult;
  const answers = [...(generations[0] ?? [])];
  for (const answer of answers) forgetRunId(answer, end.json["runId"]);
  return llmOutput === undefined ? { generations: answers } : { generations: answers, llmOutput };
}
