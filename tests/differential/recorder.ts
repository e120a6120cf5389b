import { describeValue, type Described } from "./describe-value.js";

/** One call of one handler method, its arguments described when it happened. */
export interface HandlerCall {
  readonly method: string;
  readonly arguments: readonly Described[];
}

/** What a recording handler is to be like; the flags are LangChain's. */
export interface RecorderOptions {
  readonly calls: HandlerCall[];
  /** Marks the calls of a second handler in the same recording. */
  readonly label?: string;
  readonly without?: readonly string[];
  readonly flags?: Readonly<Record<string, unknown>>;
}

const METHODS = [
  "handleLLMStart",
  "handleChatModelStart",
  "handleLLMNewToken",
  "handleLLMEnd",
  "handleLLMError",
  "handleChainStart",
  "handleChainEnd",
  "handleChainError",
  "handleToolStart",
  "handleToolEnd",
  "handleToolError",
  "handleToolEvent",
  "handleRetrieverStart",
  "handleRetrieverEnd",
  "handleRetrieverError",
  "handleAgentAction",
  "handleAgentEnd",
  "handleText",
  "handleCustomEvent",
  "handleChatModelStreamEvent",
] as const;

/** A handler with every LangChain method, each noting what it is called with. */
export function createRecorder(options: RecorderOptions): Record<string, unknown> {
  const recorder: Record<string, unknown> = { name: "recorder", ...options.flags };
  for (const method of METHODS) {
    if (options.without?.includes(method)) continue;
    const heard = options.label === undefined ? method : `${options.label}: ${method}`;
    recorder[method] = (...args: readonly unknown[]) => {
      options.calls.push({ method: heard, arguments: describeArguments(args) });
    };
  }
  return recorder;
}

/** A handler cannot tell an argument that is left out from one that is `undefined`: trailing ones go. */
function describeArguments(args: readonly unknown[]): Described[] {
  let count = args.length;
  while (count > 0 && args[count - 1] === undefined) count -= 1;
  return args.slice(0, count).map((argument) => describeValue(argument));
}
