import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { NewFeedback } from "../../../../src/api/studio-api.js";
import { MadeFeedbackItem, type MadeFeedback } from "./made-feedback-item.js";
import { namesOfFeedback } from "./names-of-feedback.js";
import "./feedback.css";

interface FeedbackFormProps {
  readonly feedback: readonly MadeFeedback[];
  /** Rejects if it could not be kept. */
  onSay(feedback: NewFeedback): Promise<unknown>;
  /** In the place of what was said under this id. */
  onSayAnew(feedbackId: string, feedback: NewFeedback): Promise<unknown>;
  onTakeBack(feedbackId: string): Promise<unknown>;
}

const ratings = [
  { label: "Good", score: 1 },
  { label: "Bad", score: 0 },
];

/** What people and programs think of a run, and a place to say so. */
export function FeedbackForm({ feedback, onSay, onSayAnew, onTakeBack }: FeedbackFormProps) {
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
            <MadeFeedbackItem
              key={each.feedbackId}
              feedback={each}
              name={names[index] ?? each.key}
              isSaying={isSaying}
              onSayAnew={(said) => attempt(() => onSayAnew(each.feedbackId, said))}
              onTakeBack={() => attempt(() => onTakeBack(each.feedbackId))}
            />
          ))}
        </ul>
      )}
      <NewNote isSaying={isSaying} onSay={(said) => attempt(() => onSay(said))}>
        <Ratings isSaying={isSaying} rated={rated} onRate={(score) => void attempt(() => rate(score))} />
      </NewNote>
      {failure !== "" && (
        <p class="v-error" role="alert">
          {failure}
        </p>
      )}
    </section>
  );
}

interface RatingsProps {
  readonly isSaying: boolean;
  readonly rated: readonly NewFeedback[];
  onRate(score: number): void;
}

function Ratings({ isSaying, rated, onRate }: RatingsProps) {
  return (
    <>
      {ratings.map(({ label, score }) => (
        <button
          key={label}
          type="button"
          class="v-button"
          disabled={isSaying}
          aria-pressed={rated.some((each) => each.score === score)}
          onClick={() => onRate(score)}
        >
          {label}
        </button>
      ))}
    </>
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
