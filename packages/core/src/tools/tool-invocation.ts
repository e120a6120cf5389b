import { CallbackManager } from "../callbacks/callback-manager.js";
import { CallbackManagerForToolRun } from "../callbacks/callback-manager-for-tool-run.js";
import { toolArguments } from "../callbacks/tool-arguments.js";
import { ToolInputParsingException } from "../errors/tool-input-parsing-exception.js";
import { eventTable } from "../events/event-table.js";
import { isToolCall } from "../messages/is-tool-call.js";
import type { ToolCall } from "../messages/tool-call.js";
import { childConfig } from "../runnables/child-config.js";
import type { MaybePromise } from "../runs/maybe-promise.js";
import type { Run } from "../runs/run.js";
import { start } from "../runs/start.js";
import { parseWithSchema } from "../schema/parse-with-schema.js";
import type { Schema } from "../schema/schema.js";
import { SchemaError } from "../schema/schema-error.js";
import { isThenable } from "../util/is-thenable.js";
import { consumeToolEvents, isAsyncGenerator } from "./consume-tool-events.js";
import { formatToolOutput, type AnsweringTool } from "./format-tool-output.js";
import type { ToolRunnableConfig } from "./tool-runnable-config.js";

/** The parts of a tool that a call of it needs. */
export interface InvokedTool extends AnsweringTool {
  readonly schema: Schema;
  readonly verboseParsingErrors: boolean;
  _call(args: unknown, runManager: CallbackManagerForToolRun | undefined, config: ToolRunnableConfig): unknown;
}

/** The calls that runs answer: what a config carries further down is not for the tools below. */
const answeredCalls = new WeakMap<Run, ToolCall>();

/**
 * One call of a tool, in its run. The arguments are parsed before the start is said, since the start says them; an input that doesn't fit is
 * heard all the same, as a run that ends with the error.
 */
export class ToolInvocation {
  readonly #tool: InvokedTool;
  readonly #run: Run;
  /** The arguments as they came. */
  readonly #given: unknown;
  readonly #toolCall: ToolCall | undefined;
  #args: unknown = undefined;
  #refusal: ToolInputParsingException | undefined = undefined;

  constructor(tool: InvokedTool, run: Run, input: unknown) {
    this.#tool = tool;
    this.#run = run;
    const isCall = isToolCall(input);
    this.#given = isCall ? input.args : input;
    this.#toolCall = callOf(run, isCall ? input : undefined);
    if (this.#toolCall !== undefined) answeredCalls.set(run, this.#toolCall);
  }

  /** Says that the run has started, with the arguments as the schema makes them. */
  start(): Promise<void> | undefined {
    let args: unknown;
    try {
      args = parseWithSchema(this.#tool.schema, this.#given);
    } catch (error) {
      return this.#refuse(error);
    }
    if (!isThenable(args)) return this.#sayStart(args);
    return Promise.resolve(args).then(
      (parsed) => this.#sayStart(parsed),
      (error: unknown) => this.#refuse(error),
    );
  }

  /** Does the work. */
  answer(): MaybePromise<unknown> {
    if (this.#refusal !== undefined) throw this.#refusal;
    const run = this.#run;
    const manager = run.isHeard ? new CallbackManagerForToolRun(run, CallbackManager.forRun) : undefined;
    const made = this.#tool._call(this.#args, manager, this.#config());
    return isThenable(made) ? Promise.resolve(made).then((value) => this.#finish(value)) : this.#finish(made);
  }

  #finish(value: unknown): MaybePromise<unknown> {
    if (!isAsyncGenerator(value)) return this.#format(value);
    return consumeToolEvents(this.#run, value).then((returned) => this.#format(returned));
  }

  #format(output: unknown): unknown {
    return formatToolOutput(this.#tool, output, this.#toolCall?.id);
  }

  /** What the tool's function is handed: its own call, and never one that a tool above it was called by. */
  #config(): ToolRunnableConfig {
    const config = childConfig(this.#run) as ToolRunnableConfig;
    if (this.#toolCall !== undefined) config.toolCall = this.#toolCall;
    else delete config.toolCall;
    return config;
  }

  #refuse(cause: unknown): Promise<void> | undefined {
    const { name, verboseParsingErrors: isVerbose } = this.#tool;
    const issues =
      cause instanceof SchemaError
        ? cause.issues
        : [{ path: "", message: cause instanceof Error ? cause.message : String(cause) }];
    this.#refusal = new ToolInputParsingException(name, { issues, input: this.#given, isVerbose, cause });
    return this.#sayStart(this.#given);
  }

  #sayStart(args: unknown): Promise<void> | undefined {
    this.#args = args;
    const run = this.#run;
    const row = eventTable.toolStart;
    if (!run.hears(row)) return start(run, row, undefined);
    return start(run, row, { args, input: toolArguments(this.#given).input, toolCallId: this.#toolCall?.id });
  }
}

/** The call that a run answers: the one it was invoked with, or the one in its config, unless that came down from a tool above. */
function callOf(run: Run, given: ToolCall | undefined): ToolCall | undefined {
  const configured = (run.config as ToolRunnableConfig | undefined)?.toolCall;
  if (configured === undefined || given?.id !== undefined) return given;
  for (let above = run.parent; above !== undefined; above = above.parent)
    if (answeredCalls.get(above) === configured) return given;
  return configured;
}
