export { BaseTracer, isBaseTracer } from "../../tracers/base-tracer.js";
export type { AgentRun, Run } from "../../tracers/traced-run.js";
