import type { Program } from "../program.js";
import { bindingPrograms } from "./binding-programs.js";
import { cachePrograms } from "./cache-programs.js";
import { cancellationPrograms } from "./cancellation-programs.js";
import { configPrograms } from "./config-programs.js";
import { fallbackPrograms } from "./fallback-programs.js";
import { graphPrograms } from "./graph-programs.js";
import { handlerPrograms } from "./handler-programs.js";
import { keyPrograms } from "./key-programs.js";
import { historyPrograms } from "./history-programs.js";
import { lambdaPrograms } from "./lambda-programs.js";
import { fakePrograms } from "./fake-programs.js";
import { llmPrograms } from "./llm-programs.js";
import { managerPrograms } from "./manager-programs.js";
import { modelPrograms } from "./model-programs.js";
import { nestingPrograms } from "./nesting-programs.js";
import { parallelPrograms } from "./parallel-programs.js";
import { promptAndParserPrograms } from "./prompt-and-parser-programs.js";
import { routingPrograms } from "./routing-programs.js";
import { retryPrograms } from "./retry-programs.js";
import { parserPrograms } from "./parser-programs.js";
import { promptPrograms } from "./prompt-programs.js";
import { retrievalPrograms } from "./retrieval-programs.js";
import { retrieverEndingPrograms } from "./retriever-ending-programs.js";
import { sequencePrograms } from "./sequence-programs.js";
import { toolNestingPrograms } from "./tool-nesting-programs.js";
import { toolPrograms } from "./tool-programs.js";
import { streamEventsPrograms } from "./stream-events-programs.js";
import { streamLogPrograms } from "./stream-log-programs.js";
import { tracerPrograms } from "./tracer-programs.js";
import { structuredOutputPrograms } from "./structured-output-programs.js";

/** Every program that both libraries run; names are unique. */
export const allPrograms: readonly Program[] = [
  ...lambdaPrograms,
  ...nestingPrograms,
  ...promptAndParserPrograms,
  ...promptPrograms,
  ...parserPrograms,
  ...sequencePrograms,
  ...modelPrograms,
  ...llmPrograms,
  ...cachePrograms,
  ...structuredOutputPrograms,
  ...fakePrograms,
  ...configPrograms,
  ...handlerPrograms,
  ...managerPrograms,
  ...cancellationPrograms,
  ...toolPrograms,
  ...toolNestingPrograms,
  ...parallelPrograms,
  ...keyPrograms,
  ...routingPrograms,
  ...bindingPrograms,
  ...retryPrograms,
  ...fallbackPrograms,
  ...graphPrograms,
  ...historyPrograms,
  ...streamEventsPrograms,
  ...streamLogPrograms,
  ...tracerPrograms,
  ...retrievalPrograms,
  ...retrieverEndingPrograms,
];
