import type { JsonValue, Redactor } from "@earshot/core/events";
import { findDifferences, type Difference } from "../differences/find-differences.js";
import type { AskedRequest } from "./asked-request.js";
import { canonicalJson, canonicalRequest, type Canonicalising, type CanonicalRequest } from "./canonical-request.js";
import type { RecordedCall } from "./recorded-call.js";
import { RecordingExhaustedError } from "./recording-exhausted-error.js";
import { UnrecordedRequestError } from "./unrecorded-request-error.js";

/** How requests are compared, and how often one may be made. */
export interface Matching extends Canonicalising {
  readonly strict: boolean;
  readonly redactor: Redactor | undefined;
}

interface Answers {
  readonly request: CanonicalRequest;
  readonly calls: RecordedCall[];
  given: number;
}

/** The recorded calls by what was asked. Looks and takes at once, so that concurrent calls never share an answer that is there twice. */
export class RecordedAnswers {
  readonly #file: string;
  readonly #matching: Matching;
  readonly #byRequest = new Map<string, Answers>();
  readonly #byOptions = new Map<string, RecordedCall[]>();

  constructor(file: string, calls: readonly RecordedCall[], matching: Matching) {
    this.#file = file;
    this.#matching = matching;
    for (const call of calls) this.#add(call);
  }

  /** The calls that were made with the same options, in order. */
  withOptions(options: Readonly<Record<string, unknown>>): readonly RecordedCall[] {
    const { options: asked } = this.#canonical({ messages: [], options });
    return this.#byOptions.get(JSON.stringify(asked)) ?? [];
  }

  /** The answer that {@link take} would give next, if any. */
  peek(request: AskedRequest): RecordedCall | undefined {
    const answers = this.#byRequest.get(JSON.stringify(this.#canonical(request)));
    return answers?.calls[answers.given] ?? answers?.calls.at(-1);
  }

  /**
   * The next answer to a request: those that were recorded for it, in order, and then the last one again.
   *
   * @throws UnrecordedRequestError if there is none; RecordingExhaustedError if all were given, and `strict` is set
   */
  take(request: AskedRequest): RecordedCall {
    const asked = this.#canonical(request);
    const answers = this.#byRequest.get(JSON.stringify(asked));
    if (answers === undefined) throw this.#unrecorded(asked);
    const last = answers.calls.at(-1) as RecordedCall;
    const next = answers.calls[answers.given++];
    if (next === undefined && this.#matching.strict)
      throw new RecordingExhaustedError(this.#file, last.end.number, answers.calls.length);
    return next ?? last;
  }

  #add(call: RecordedCall): void {
    const request = canonicalJson(call.start.json, this.#matching);
    const key = JSON.stringify(request);
    const answers = this.#byRequest.get(key) ?? { request, calls: [], given: 0 };
    answers.calls.push(call);
    this.#byRequest.set(key, answers);
    const optionsKey = JSON.stringify(request.options);
    this.#byOptions.set(optionsKey, [...(this.#byOptions.get(optionsKey) ?? []), call]);
  }

  #canonical(request: AskedRequest): CanonicalRequest {
    const { redactor } = this.#matching;
    if (redactor === undefined) return canonicalRequest(request, this.#matching);
    const payload = { ...request, invocationParams: {} } as never;
    const type = request.prompt === undefined ? "chat_model.start" : "llm.start";
    const shown = redactor.redactPayload(type, payload) as unknown as AskedRequest;
    return canonicalRequest(shown, this.#matching);
  }

  #unrecorded(asked: CanonicalRequest): UnrecordedRequestError {
    let nearest: { readonly call: RecordedCall; readonly differences: readonly Difference[] } | undefined;
    let least = Number.POSITIVE_INFINITY;
    for (const { request, calls } of this.#byRequest.values()) {
      const differences = findDifferences(request, asked);
      const distance = differences.reduce((sum, difference) => sum + weightOf(difference), 0);
      if (distance >= least) continue;
      least = distance;
      nearest = { call: calls[0] as RecordedCall, differences };
    }
    const { call, differences } = nearest as NonNullable<typeof nearest>; // a file without calls is no recording
    const { size } = this.#byRequest;
    return new UnrecordedRequestError({ file: this.#file, line: call.start.number, recorded: size, differences });
  }
}

/** How much a difference counts: texts that have much in common count less, and what is missing as much as there is of it. */
function weightOf({ expected, actual }: Difference): number {
  if (typeof expected !== "string" || typeof actual !== "string") return 1 + sizeOf(expected ?? actual) / 100;
  const length = Math.max(expected.length, actual.length, 1);
  let [head, tail] = [0, 0];
  const shortest = Math.min(expected.length, actual.length);
  while (head < shortest && expected[head] === actual[head]) head++;
  while (tail < shortest - head && expected.at(-1 - tail) === actual.at(-1 - tail)) tail++;
  return 1 - (0.9 * (head + tail)) / length;
}

const sizeOf = (value: unknown): number => (JSON.stringify(value as JsonValue) ?? "").length;
