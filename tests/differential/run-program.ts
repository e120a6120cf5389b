import { setImmediate, setTimeout } from "node:timers/promises";
import { describeValue, type Described } from "./describe-value.js";
import type { Library } from "./library.js";
import { normaliseRecording, type Recording } from "./normalise-recording.js";
import type { Program } from "./program.js";
import { createRecorder, type HandlerCall, type RecorderOptions } from "./recorder.js";
import { defineScriptedModels } from "./scripted-models.js";

/** Enough turns of the event loop for whatever a finished run still has to say. */
const SETTLE_TURNS = 5;

/** How the program's handlers are attached. */
export interface RunProgramOptions {
  /** Runs wait for the handlers. Default true, so that the order of calls is the runs' own in LangChain too. */
  readonly awaitHandlers?: boolean;
}

/** Runs a program on a library and says what its handlers heard and what its caller got, both free of ids. */
export async function runProgram(
  program: Program,
  library: Library,
  options: RunProgramOptions = {},
): Promise<Recording> {
  const { awaitHandlers = true } = options;
  const calls: HandlerCall[] = [];
  const createHandler = (recorder: Omit<RecorderOptions, "calls">) =>
    createRecorder({ ...recorder, calls, flags: { awaitHandlers, ...recorder.flags } });
  const outcome = await settle(() =>
    program.run({ library, models: defineScriptedModels(library), handler: createHandler({}), createHandler }),
  );
  if (program.settleMs !== undefined) await setTimeout(program.settleMs);
  for (let turn = 0; turn < SETTLE_TURNS; turn += 1) await setImmediate();
  return normaliseRecording({ calls, outcome }, { groupByRoot: program.concurrent === true });
}

async function settle(body: () => unknown): Promise<Described> {
  try {
    return { returned: describeValue(await body()) };
  } catch (error) {
    return { threw: describeValue(error) };
  }
}
