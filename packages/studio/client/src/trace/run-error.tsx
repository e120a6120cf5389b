import type { RunRecord } from "@earshot/trace/reducer";
import type { SentEvent } from "../../../src/api/studio-api.js";
import { CopyButton } from "../views/parts/copy-button.js";
import { FoldedText } from "../views/parts/folded-text.js";
import { isFields, payloadOf } from "../views/messages/fields.js";

interface RunErrorProps {
  readonly error: NonNullable<RunRecord["error"]>;
  readonly events: readonly SentEvent[];
  /** What stopped the run was no fault, if it was aborted. */
  readonly isFailure: boolean;
}

/** What went wrong: in one sentence, with its code; where, when it is asked for; and what caused it. */
export function RunError({ error, events, isFailure }: RunErrorProps) {
  const { code, stack, causes } = whole(events);
  return (
    <section
      class="error-note"
      role="note"
      aria-label={isFailure ? "Error" : "Why it stopped"}
      data-is-failure={isFailure}
    >
      <div class="error-line">
        <b>{error.name}</b>
        {code !== undefined && <code class="tag">{code}</code>}
        <span class="v-json-space" />
        <CopyButton text={() => stack ?? `${error.name}: ${error.message}`} />
      </div>
      <FoldedText text={error.message} render={(text) => <p class="error-message">{text}</p>} />
      {causes.map((cause, place) => (
        <p key={place} class="error-message">
          Caused by {cause}
        </p>
      ))}
      {stack !== undefined && (
        <details>
          <summary>Stack</summary>
          <pre class="code" tabIndex={0}>
            {stack.slice(0, 20_000)}
          </pre>
        </details>
      )}
    </section>
  );
}

interface WholeError {
  readonly code?: string;
  readonly stack?: string;
  readonly causes: readonly string[];
}

/** As the run's end has it, in the form of event lines. */
function whole(events: readonly SentEvent[]): WholeError {
  const end = events.findLast(({ type, payload }) => type.endsWith(".end") && payload !== undefined);
  const { error } = payloadOf(end);
  if (!isFields(error)) return { causes: [] };
  const code = textOf(error["code"]) ?? textOf(error["status"]) ?? textOf(error["lc_error_code"]);
  const stack = textOf(error["stack"]);
  return {
    causes: causesOf(error["cause"]),
    ...(code === undefined ? {} : { code }),
    ...(stack === undefined || stack === "" ? {} : { stack }),
  };
}

/** Causes of causes, as long as they are few. */
function causesOf(cause: unknown): readonly string[] {
  const causes: string[] = [];
  for (let each = cause; each !== undefined && each !== null && causes.length < 5;) {
    if (!isFields(each)) return [...causes, String(each)];
    causes.push([textOf(each["name"]), textOf(each["message"])].filter((part) => part !== undefined).join(": "));
    each = each["cause"];
  }
  return causes;
}

const textOf = (value: unknown): string | undefined =>
  typeof value === "string" || typeof value === "number" ? String(value) : undefined;
