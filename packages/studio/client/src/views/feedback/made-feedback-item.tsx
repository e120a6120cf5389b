import { useEffect, useRef, useState } from "preact/hooks";
import type { NewFeedback } from "../../../../src/api/studio-api.js";
import { FoldedText } from "../parts/folded-text.js";
import { EditedNote } from "./edited-note.js";
import { scoreInWords } from "./names-of-feedback.js";

/** Notes stand in a list: longer ones would push the rest of the panel away. */
const foldNotesAbove = 600;

/** A judgement or a remark that was made. */
export interface MadeFeedback extends NewFeedback {
  readonly feedbackId: string;
}

interface MadeFeedbackItemProps {
  readonly feedback: MadeFeedback;
  /** What tells it from the others. */
  readonly name: string;
  readonly isSaying: boolean;
  /** Answers whether it is kept now. */
  onSayAnew(feedback: NewFeedback): Promise<boolean>;
  onTakeBack(): void;
}

/** What was said, which can be taken back, and said in other words if it is in words. */
export function MadeFeedbackItem({ feedback, name, isSaying, onSayAnew, onTakeBack }: MadeFeedbackItemProps) {
  const { key, score, comment = "" } = feedback;
  const [isEdited, setEdited] = useState(false);
  const edit = useRef<HTMLButtonElement>(null);
  const wasEdited = useRef(false);
  useEffect(() => {
    // Who has edited goes on where the edit was begun.
    if (wasEdited.current && !isEdited) edit.current?.focus();
    wasEdited.current = isEdited;
  }, [isEdited]);
  if (isEdited) {
    const save = async (said: string) => {
      const isKept = await onSayAnew({ key, ...(score === undefined ? {} : { score }), comment: said });
      if (isKept) setEdited(false);
    };
    return (
      <li>
        <span class="v-tag">{key}</span>
        <EditedNote comment={comment} isSaying={isSaying} onSave={save} onCancel={() => setEdited(false)} />
      </li>
    );
  }
  return (
    <li>
      <span class="v-tag">{key}</span>
      {score !== undefined && <b>{scoreInWords(feedback)}</b>}
      {comment !== "" && (
        <div class="v-feedback-comment">
          <FoldedText text={comment} foldAbove={foldNotesAbove} render={(text) => <span>{text}</span>} />
        </div>
      )}
      <span class="v-feedback-buttons">
        {comment !== "" && (
          <button
            ref={edit}
            type="button"
            class="v-button v-quiet"
            aria-label={`Edit: ${name}`}
            onClick={() => setEdited(true)}
          >
            Edit
          </button>
        )}
        <button type="button" class="v-button v-quiet" aria-label={`Take back: ${name}`} onClick={onTakeBack}>
          ✕
        </button>
      </span>
    </li>
  );
}
