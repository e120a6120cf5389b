import type { RunRecord } from "@earshot/trace/reducer";
import { withVisibleMarks } from "./visible-marks.js";

/** What a run is called where it is shown: spans may come without a name, and a blank row says nothing. */
export const nameOfRun = ({ name }: Pick<RunRecord, "name">): string =>
  name.trim() === "" ? "(no name)" : withVisibleMarks(name);
