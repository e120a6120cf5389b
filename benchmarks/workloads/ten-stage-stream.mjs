import { createStreamWork } from "./model-stream.mjs";

/** Prompt → model → parser → eight passthroughs, streamed: ten stages that each token goes through. */
export const tenStageStream = createStreamWork({ passthroughs: 8 });
