import { testMarks } from "../../../src/api/test-marks.js";
import { addressOf, request } from "../api/studio-client.js";
import { saveFile } from "./save-file.js";

/** Copies a test of a run, and has its recording saved, if it has one; answers what is to be done with them. */
export async function copyTest(runId: string): Promise<string> {
  const parameters = { runId };
  const source = await request("GET /api/traces/:runId/test", { parameters });
  await navigator.clipboard.writeText(source);
  const has = (mark: string): boolean => source.includes(`\n${mark}`);
  const hasRecording = has(testMarks.recording);
  if (hasRecording) saveFile(addressOf("GET /api/traces/:runId/recording", { parameters }));
  if (has(testMarks.todo)) return "The test is copied, but can test nothing yet: it says why.";
  const what = has(testMarks.place)
    ? "The test is copied. Put in how your program is run, in the place at its top."
    : "The test is copied, and runs as it is.";
  return hasRecording ? `${what} Its recording, which was saved, goes beside it.` : what;
}
