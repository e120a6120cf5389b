import type { AgentAction } from "../agents/agent-action.js";
import type { LooseValue } from "../util/loose-value.js";

type Values = Record<string, LooseValue>;

/** Something that happened in a traced run. */
export interface TracedRunEvent {
  name: string;
  /** ISO 8601. */
  time: string;
  kwargs?: Record<string, unknown>;
}

/**
 * A run as a tracer keeps it: LangChain's shape. It grows as the run goes on: `outputs` or `error` and `end_time` are there when it has
 * ended, `child_runs` as they start.
 */
export interface Run {
  id: string;
  name: string;
  /** `"llm"` for chat models as well; `"chain"`, `"prompt"`, `"parser"`, `"tool"`, `"retriever"`, or what the run was started as. */
  run_type: string;
  /** Unix milliseconds. */
  start_time: number;
  end_time?: number;
  inputs: Values;
  outputs?: Values;
  /** The error's message and stack. */
  error?: string;
  serialized?: object;
  extra?: Values;
  tags?: string[];
  events: TracedRunEvent[];
  child_runs: Run[];
  /** Where the run stands among those of its tree that the tracer heard of, counted from 1 … */
  execution_order: number;
  /** … and where the latest below it does. */
  child_execution_order: number;
  parent_run_id?: string | undefined;
  /** The id of the outermost run. */
  trace_id?: string;
  /** Time and id of each run from the outermost to this one: sorts a trace's runs as they started. */
  dotted_order?: string;
  reference_example_id?: string | undefined;
}

/** A traced run in which an agent took actions. */
export interface AgentRun extends Run {
  actions: AgentAction[];
}
