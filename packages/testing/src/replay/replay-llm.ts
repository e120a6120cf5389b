import { checkOptions } from "@earshot/core/options";
import { readRecordedFile } from "../recording/read-recording.js";
import { recordedCalls } from "./recorded-call.js";
import { replayLLMShapes, type ReplayLLMOptions } from "./replay-options.js";
import { ReplayTextModel } from "./replay-text-model.js";

/**
 * A text model that answers from a recording, as `replayModel` is a chat model that does: the same chunks, usage, retries and errors, for the same
 * prompts and options, heard as the model that was recorded. A file may have calls of both kinds.
 *
 * An answer that was streamed is heard piece by piece by whoever asks. Of several prompts that are asked together (`generate`) what is said in
 * between is heard in the run of the first.
 *
 * @throws UnknownOptionError, InvalidOptionError for what there is not, or can't be so
 * @throws RecordingFileError, SchemaVersionError if the file can't be read; AmbiguousRecordingError if it has calls of several text models
 * @throws UnrecordedRequestError from a call whose prompt is not in the file: it shows the nearest that is
 * @example
 * ```ts
 * import { FakeStreamingLLM } from "@earshot/core/utils/testing";
 * import { record, replayLLM } from "@earshot/testing";
 * import { tmpdir } from "node:os";
 *
 * const file = `${tmpdir()}/replay-llm-${process.pid}.jsonl`;
 * const recorded = new FakeStreamingLLM({ responses: ["Paris."], sleep: 0 });
 * await record((config) => recorded.invoke("The capital of France?", config), { file });
 *
 * const model = replayLLM(file);
 * console.log(await model.invoke("The capital of France?")); // => Paris.
 * await model.invoke("The capital of Francia?").catch((error) => console.log(error.code, error.differences[0].path));
 * // => UNRECORDED_REQUEST prompt
 * ```
 */
export function replayLLM(file: string | URL, options: ReplayLLMOptions = {}): ReplayTextModel {
  checkOptions("replayLLM", options, replayLLMShapes);
  const recorded = readRecordedFile(file);
  return new ReplayTextModel({ file: recorded.file, calls: recordedCalls(recorded, "llm") }, options);
}
