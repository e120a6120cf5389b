import { checkOptions, option, type ShapesOf } from "@earshot/core/options";
import { readRecordedFile } from "../recording/read-recording.js";
import { recordedCalls } from "./recorded-call.js";
import { ReplayChatModel } from "./replay-chat-model.js";
import { replayLLMShapes, type ReplayOptions } from "./replay-options.js";

const shapes: ShapesOf<ReplayOptions> = { ...replayLLMShapes, disableStreaming: option.any };

/**
 * A chat model that answers from a recording: the same chunks, usage, calls of tools, retries and errors, for the same requests. It has the
 * name, the serialized form and the parameters of the model that was recorded, so that a program that replays is heard as the one that was
 * recorded.
 *
 * A request is what is asked – messages, and the call's options with its tools – and nothing of when, in which order, or with which ids. One
 * that was recorded several times is answered in the order of the recording, then with the last answer again, or with an error if `strict`
 * is set. An answer that was streamed is streamed to an `invoke`, too; one that was not comes as one chunk. A call that was aborted stalls where it
 * was, until it is aborted again.
 *
 * Errors have the name, message, code and fields of those that were recorded, and the language's or Earshot's class where they had it.
 *
 * @throws UnknownOptionError, InvalidOptionError for what there is not, or can't be so
 * @throws RecordingFileError, SchemaVersionError if the file can't be read; AmbiguousRecordingError if it has calls of several models
 * @throws UnrecordedRequestError from a call whose request is not in the file: it shows the nearest that is
 * @example
 * ```ts
 * import { record, replayModel, scriptedChatModel } from "@earshot/testing";
 * import { tmpdir } from "node:os";
 *
 * const file = `${tmpdir()}/replay-model-${process.pid}.jsonl`;
 * const recorded = scriptedChatModel(({ messages }) => `${messages[0]?.text}? Yes.`);
 * await record((config) => recorded.batch(["Red", "Green"], config), { file });
 *
 * const model = replayModel(file);
 * console.log((await model.invoke("Green")).text); // => Green? Yes.
 * await model.invoke("Greem").catch((error) => console.log(error.code, error.differences));
 * // => UNRECORDED_REQUEST [ { path: 'messages[0].content', expected: 'Green', actual: 'Greem' } ]
 * ```
 */
export function replayModel(file: string | URL, options: ReplayOptions = {}): ReplayChatModel {
  checkOptions("replayModel", options, shapes);
  const recorded = readRecordedFile(file);
  return new ReplayChatModel({ file: recorded.file, calls: recordedCalls(recorded, "chat_model") }, options);
}
