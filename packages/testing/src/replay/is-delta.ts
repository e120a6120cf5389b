import type { RecordedLine } from "../recording/read-recording.js";

/** Whether a line is a piece of an answer. */
export function isDelta({ json }: RecordedLine): boolean {
  return String(json["type"]).endsWith(".delta");
}
