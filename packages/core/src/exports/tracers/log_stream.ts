export {
  RunLog,
  RunLogPatch,
  type LogEntry,
  type RunLogOperation,
  type RunState,
} from "../../runnables/run-log-patch.js";
export type { StreamEvent } from "../../runnables/stream-event.js";
