import type { CallbackHandlerMethods } from "@langchain/core/callbacks/base";
import type { Library } from "./library.js";
import type { RecorderOptions } from "./recorder.js";
import type { ScriptedModels } from "./scripted-models.js";

/** What a program is run with: one library, models scripted on it, and handlers that record. */
export interface Stage {
  readonly library: Library;
  readonly models: ScriptedModels;
  /** Records every call. */
  readonly handler: CallbackHandlerMethods;
  /** Another recording handler, writing to the same recording. */
  readonly createHandler: (options: Omit<RecorderOptions, "calls">) => CallbackHandlerMethods;
}

/** A few lines that mean the same on LangChain and on Earshot. */
export interface Program {
  readonly name: string;
  /** The runs are independent of each other and their calls may interleave: they are compared root run by root run. */
  readonly concurrent?: true;
  /** A child finds its parent without being handed a config, which takes ambient context in both libraries. */
  readonly ambient?: true;
  /** Milliseconds after the program in which late calls are still recorded. */
  readonly settleMs?: number;
  readonly run: (stage: Stage) => unknown;
}
