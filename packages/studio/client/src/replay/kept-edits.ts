import type { RecordedCall } from "./recorded-call.js";
import { type EditedMessage, editedMessage } from "./edited-message.js";

/** What stands in the form of a run, and which run came of it last. */
export interface ReplayEdits {
  readonly messages: readonly EditedMessage[];
  /** As JSON, or what is to become that. */
  readonly parameters: string;
  /** The name of the model to be asked, and of its app where there are several; the first, if that is not there. */
  readonly model: string | undefined;
  readonly again: string | undefined;
}

/** So many forms are remembered until the page is closed: who compares an answer with the original comes back to what was edited. */
const mostKept = 50;

const kept = new Map<string, ReplayEdits>();

/** What was edited last, or the call as it was recorded. */
export function editsOf(runId: string, call: RecordedCall): ReplayEdits {
  return (
    kept.get(runId) ?? {
      messages: call.messages.map(editedMessage),
      parameters: JSON.stringify(call.parameters, undefined, 2),
      model: undefined,
      again: undefined,
    }
  );
}

export function keepEdits(runId: string, edits: ReplayEdits): void {
  kept.delete(runId);
  kept.set(runId, edits);
  for (const oldest of kept.keys()) {
    if (kept.size <= mostKept) return;
    kept.delete(oldest);
  }
}
