import { existsSync } from "node:fs";
import type { Handler } from "@earshot/core/events";
import { checkOption, checkOptions, option, type ShapesOf } from "@earshot/core/options";
import type { Secrets } from "./mask-secrets.js";
import { Recorder } from "./recorder.js";
import { RecordingExistsError } from "./recording-exists-error.js";
import { fileShape, recordingPath } from "./recording-path.js";
import { RecordingIncompleteError } from "./recording-incomplete-error.js";
import { writeWholeFile } from "./write-whole-file.js";

/** What {@link record} may be told. */
export interface RecordOptions {
  /** Where to write; the folder is made if there is none. */
  readonly file: string | URL;
  /** Whether a recording that is there is replaced. Default false. */
  readonly overwrite?: boolean;
  /** Whether it says when each event happened, in milliseconds since the first. False makes two recordings differ less. Default true. */
  readonly timing?: boolean;
  /** Texts that are never written, besides those that look like keys; `replayModel` has to be told them, too. */
  readonly secrets?: Secrets;
}

const shapes: ShapesOf<RecordOptions> = {
  file: fileShape,
  overwrite: option.flag,
  timing: option.flag,
  secrets: option.listOf(option.pattern),
};

/** What the recorded function passes on to what it calls. */
export interface RecordingConfig {
  readonly callbacks: Handler[];
}

/**
 * Runs a function and writes every event of what it calls into a file, for `replayModel` to answer from. The file holds one event a line, in the form
 * of `@earshot/core/events/json`, with ids and times that differ little between two recordings, and it is made for reading in
 * a review.
 *
 * The file is written once the function is done, whole or not at all; if the function throws, too, as failures are worth replaying. It holds
 * what handlers are shown: after redaction, if there is any. Headers, what is named like a secret in options and errors, and texts that look
 * like keys are masked in any case.
 *
 * @returns what the function returns
 * @throws UnknownOptionError, InvalidOptionError for what there is not, or can't be so
 * @throws what the function throws; RecordingExistsError before anything runs; RecordingIncompleteError if nothing was heard, or runs have
 * not ended; what the file system throws
 * @example
 * ```ts
 * import { record, replayModel, scriptedChatModel } from "@earshot/testing";
 * import { tmpdir } from "node:os";
 *
 * const file = `${tmpdir()}/record-${process.pid}.jsonl`;
 * const model = scriptedChatModel("Hello from the provider.");
 * await record((config) => model.invoke("Hi", config), { file });
 *
 * const replayed = replayModel(file);
 * console.log((await replayed.invoke("Hi")).text); // => Hello from the provider.
 * ```
 */
export async function record<TResult>(
  run: (config: RecordingConfig) => TResult | PromiseLike<TResult>,
  options: RecordOptions,
): Promise<TResult> {
  checkOption("the function of record", run, option.required(option.function));
  checkOptions("record", options, shapes);
  const { file, overwrite = false, timing = true, secrets = [] } = options;
  const path = recordingPath(file);
  if (!overwrite && existsSync(path)) throw new RecordingExistsError(path);
  const recorder = new Recorder({ timing, secrets });
  let result: TResult;
  try {
    result = await run({ callbacks: [recorder.handler] });
  } catch (error) {
    if (recorder.hasHeard && recorder.open.length === 0)
      await writeWholeFile(path, recorder.toLines(), overwrite).catch(() => undefined); // the error of the function comes first
    throw error;
  }
  const { hasHeard, open } = recorder;
  if (!hasHeard || open.length > 0) throw new RecordingIncompleteError(path, open);
  await writeWholeFile(path, recorder.toLines(), overwrite);
  return result;
}
