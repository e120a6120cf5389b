import { concurrentInvokes } from "./concurrent-invokes.mjs";
import { lambdaBatch } from "./lambda-batch.mjs";
import { lambdaInvoke } from "./lambda-invoke.mjs";
import { lambdaParallel } from "./lambda-parallel.mjs";
import { lambdaSequence } from "./lambda-sequence.mjs";
import { modelInvoke } from "./model-invoke.mjs";
import { modelStream } from "./model-stream.mjs";
import { tenStageStream } from "./ten-stage-stream.mjs";
import { streamEvents } from "./stream-events.mjs";

/** Every piece of work by the name a case refers to it. */
export const workTable = {
  concurrentInvokes,
  lambdaBatch,
  lambdaInvoke,
  lambdaParallel,
  lambdaSequence,
  modelInvoke,
  modelStream,
  tenStageStream,
  streamEvents,
};
