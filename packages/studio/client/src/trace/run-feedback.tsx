import type { RunRecord } from "@earshot/trace/reducer";
import { request } from "../api/studio-client.js";
import { FeedbackForm } from "../views/feedback/feedback-form.js";

/** What is said about a run; what is said here is heard by all who look at it. */
export function RunFeedback({ run: { runId, feedback } }: { readonly run: RunRecord }) {
  return (
    <FeedbackForm
      feedback={feedback}
      onSay={(body) => request("POST /api/runs/:runId/feedback", { parameters: { runId }, body })}
      onSayAnew={(feedbackId, body) =>
        request("PUT /api/runs/:runId/feedback/:feedbackId", { parameters: { runId, feedbackId }, body })
      }
      onTakeBack={(feedbackId) =>
        request("DELETE /api/runs/:runId/feedback/:feedbackId", { parameters: { runId, feedbackId } })
      }
    />
  );
}
