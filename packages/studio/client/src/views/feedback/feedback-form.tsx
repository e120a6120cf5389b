import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { NewFeedback } from "../../../../src/api/studio-api.js";
import { FoldedText } from "../parts/folded-text.js";
import { namesOfFeedback, scoreInWords } from "./names-of-feedback.js";
import "./feedback.css";

/** Notes stand in a list: longer ones would push the rest of the panel away. */
const foldNotesAbove = 600;

/** A judgement or a remark that was made. */
interface MadeFeedback extends NewFeedback {
  readonly feedbackId: string;
}

interface FeedbackFormProps {
  readonly feedback: readonly MadeFeedback[];
  /** Rejects if it could not be kept. */
  onSay(feedback: NewFeedback): Promise<unknown>;
  onTakeBack(feedbackId: string): Promise<unknown>;
}

const ratings = [
  { label: "Good", score: 1 },
  { label: "Bad", score: 0 },
];

/** What people and programs think of a run, and a place to say so. */
export function FeedbackForm({ feedback, onSay, onTakeBack }: FeedbackFormProps) {
  const [failure, setFailure] = useState("");
  const [isSaying, setSaying] = useState(false);
  const names = namesOfFeedback(feedback);
  const attempt = async (work: () => Promise<unknown>): Promise<boolean> => {
    setSaying(true);
    setFailure("");
    try {
      await work();
      return true;
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
      return false;
    } finally {
      setSaying(false);
    }
  };
  const rated = feedback.filter(({ key, comment = "" }) => key === "rating" && comment === "");
  // One judgement at a time: another takes its place, the same takes it back.
  const rate = async (score: number) => {
    if (rated.every((each) => each.score !== score)) await onSay({ key: "rating", score });
    for (const { feedbackId } of rated) await onTakeBack(feedbackId);
  };
  return (
    <section class="v-feedback" aria-label="Feedback">
      <h3>Feedback</h3>
      {feedback.length > 0 && (
        <ul>
          {feedback.map((each, index) => (
            <Made
              key={each.feedbackId}
              feedback={each}
              name={names[index] ?? each.key}
              onTakeBack={() => attempt(() => onTakeBack(each.feedbackId))}
            />
          ))}
        </ul>
      )}
      <NewNote isSaying={isSaying} onSay={(said) => attempt(() => onSay(said))}>
        {ratings.map(({ label, score }) => (
          <button
            key={label}
            type="button"
            class="v-button"
            disabled={isSaying}
            aria-pressed={rated.some((each) => each.score === score)}
            onClick={() => void attempt(() => rate(score))}
          >
            {label}
          </button>
        ))}
      </NewNote>
      {failure !== "" && (
        <p class="v-error" role="alert">
          {failure}
        </p>
      )}
    </section>
  );
}

interface NewNoteProps {
  readonly isSaying: boolean;
  /** What stands before it. */
  readonly children: ComponentChildren;
  /** Answers whether it is kept now. */
  onSay(feedback: NewFeedback): Promise<boolean>;
}

function NewNote({ isSaying, children, onSay }: NewNoteProps) {
  const [comment, setComment] = useState("");
  const note = (event: Event) => {
    event.preventDefault();
    if (comment.trim() !== "")
      void onSay({ key: "note", comment: comment.trim() }).then((isKept) => isKept && setComment(""));
  };
  return (
    <form onSubmit={note}>
      {children}
      <input
        class="v-input"
        aria-label="Note"
        placeholder="Add a note"
        value={comment}
        maxLength={10_000}
        onInput={({ currentTarget }) => setComment(currentTarget.value)}
      />
      <button type="submit" class="v-button" disabled={isSaying || comment.trim() === ""}>
        Save
      </button>
    </form>
  );
}

interface MadeProps {
  readonly feedback: MadeFeedback;
  readonly name: string;
  onTakeBack(): void;
}

function Made({ feedback, name, onTakeBack }: MadeProps) {
  const { key, score, comment } = feedback;
  return (
    <li>
      <span class="v-tag">{key}</span>
      {score !== undefined && <b>{scoreInWords(feedback)}</b>}
      {comment !== undefined && comment !== "" && (
        <div class="v-feedback-comment">
          <FoldedText text={comment} foldAbove={foldNotesAbove} render={(text) => <span>{text}</span>} />
        </div>
      )}
      <button type="button" class="v-button v-quiet" aria-label={`Take back: ${name}`} onClick={onTakeBack}>
        ✕
      </button>
    </li>
  );
}
