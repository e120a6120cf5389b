import type { ChatGeneration, Generation } from "../../outputs/generation.js";
import { OutputParserException } from "../output-parser-exception.js";

/** A call as OpenAI's API made them before it had tools. */
export interface FunctionCall {
  readonly name?: string;
  readonly arguments?: string;
}

/** The call in an answer. @throws OutputParserException with the text, if there is none */
export function functionCallOf(generations: readonly (Generation | ChatGeneration)[]): FunctionCall {
  const generation = generations[0] as Partial<ChatGeneration> | undefined;
  const call = generation?.message?.additional_kwargs["function_call"] as FunctionCall | undefined;
  if (call !== undefined) return call;
  throw new OutputParserException(
    "The answer has no `function_call` among its additional_kwargs. Give the model functions to call, or read its tool calls.",
    generation?.text ?? "",
  );
}
