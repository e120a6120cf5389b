import { recordingHandler, type RecordingHandler } from "@earshot/testing";
import { runStream, type RunHandle, type RunnableConfig, type StreamIterator } from "../../src/exports/events.js";
import { startOptions } from "./start-options.js";

/** A stream's body. */
export type StreamBody = (handle: RunHandle) => AsyncIterable<string>;

/** Opens a tool's stream with a recording handler. */
export function openStream(
  body: StreamBody,
  config: RunnableConfig = {},
): { readonly recording: RecordingHandler; readonly stream: StreamIterator<string> } {
  const recording = recordingHandler();
  const stream = runStream(startOptions.tool, body, { ...config, callbacks: [recording] });
  return { recording, stream };
}
