import type { Program } from "../program.js";
import { cancellationPrograms } from "./cancellation-programs.js";
import { configPrograms } from "./config-programs.js";
import { handlerPrograms } from "./handler-programs.js";
import { lambdaPrograms } from "./lambda-programs.js";
import { managerPrograms } from "./manager-programs.js";
import { modelPrograms } from "./model-programs.js";
import { nestingPrograms } from "./nesting-programs.js";
import { promptAndParserPrograms } from "./prompt-and-parser-programs.js";
import { retrievalPrograms } from "./retrieval-programs.js";
import { retrieverEndingPrograms } from "./retriever-ending-programs.js";
import { sequencePrograms } from "./sequence-programs.js";

/** Every program that both libraries run; names are unique. */
export const allPrograms: readonly Program[] = [
  ...lambdaPrograms,
  ...nestingPrograms,
  ...promptAndParserPrograms,
  ...sequencePrograms,
  ...modelPrograms,
  ...configPrograms,
  ...handlerPrograms,
  ...managerPrograms,
  ...cancellationPrograms,
  ...retrievalPrograms,
  ...retrieverEndingPrograms,
];
