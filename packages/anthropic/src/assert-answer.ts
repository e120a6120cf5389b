import { scrubSecret } from "./errors/scrub-secret.js";
import { AnthropicUnexpectedAnswerError } from "./errors/unexpected-answer-error.js";
import type { AnthropicAnswer } from "./from-anthropic-message.js";
import type { AnthropicStreamEvent } from "./from-anthropic-stream-event.js";

/** What is said of an answer that is none. */
export interface AnsweredRequest {
  readonly model: string;
  /** Scrubbed from what is shown of the answer. */
  readonly secret: string | undefined;
  readonly requestId: string | undefined;
}

const longestShown = 200;

/**
 * Refuses what came with a status of success and is no message.
 *
 * @throws AnthropicUnexpectedAnswerError that shows the beginning of what came.
 */
export function assertAnswer(answer: unknown, request: AnsweredRequest): asserts answer is AnthropicAnswer {
  if (isRecord(answer) && Array.isArray(answer["content"])) return;
  throw unexpectedAnswer(`no message: ${show(answer)}`, request);
}

/**
 * The same for one event of a stream: kinds that are not known pass, those that are read must have what is read of them.
 *
 * @throws AnthropicUnexpectedAnswerError
 */
export function assertStreamEvent(event: unknown, request: AnsweredRequest): asserts event is AnthropicStreamEvent {
  if (isRecord(event) && typeof event["type"] === "string") {
    const part = partByType.get(event["type"]);
    if (part === undefined || isRecord(event[part])) return;
  }
  throw unexpectedAnswer(`no event of a message: ${show(event)}`, request);
}

/** The error for an answer that is not what was asked for; `what` ends the sentence "it is …". */
export function unexpectedAnswer(what: string, request: AnsweredRequest): AnthropicUnexpectedAnswerError {
  const says =
    `The answer to the request for "${request.model}" has a status of success, but is ${what}. ` +
    "Check `anthropicApiUrl`, and look for a proxy or a sign-in page that answers in the API's place.";
  return new AnthropicUnexpectedAnswerError(scrubSecret(says, request.secret), { requestId: request.requestId });
}

const partByType: ReadonlyMap<string, string> = new Map([
  ["message_start", "message"],
  ["content_block_start", "content_block"],
  ["content_block_delta", "delta"],
  ["message_delta", "delta"],
]);

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function show(answer: unknown): string {
  const text = JSON.stringify(answer) ?? "nothing";
  return text.length > longestShown ? `${text.slice(0, longestShown)}…` : text;
}
