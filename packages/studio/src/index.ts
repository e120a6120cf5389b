export type { NewReplayTarget, ReplayCall, ReplayMessage, ReplayReply } from "./api/replay-protocol.js";
export type { SharedTrace } from "./api/shared-trace.js";
export type {
  ApiError,
  NewFeedback,
  ReplayRequest,
  ReplayTarget,
  SentEvent,
  StudioApi,
  StudioChanges,
  StudioInfo,
} from "./api/studio-api.js";
export { startStudio } from "./server/start-studio.js";
export type { StartedStudio, StudioOptions } from "./server/studio-options.js";
export { StudioStartError } from "./server/studio-start-error.js";
export { connectReplay, type ConnectReplayOptions } from "./replay/connect-replay.js";
export { ReplayConnectionError } from "./replay/replay-connection-error.js";
export type { ReplayModel, ReplayRunnerOptions } from "./replay/replay-runner.js";
export type { BodyLimits } from "./server/http/body-limits.js";
export { studio, type StudioHandlerOptions } from "./handler/studio.js";
