export type {
  ApiError,
  NewFeedback,
  ReplayRequest,
  ReplayTarget,
  SentEvent,
  StudioApi,
  StudioInfo,
} from "./api/studio-api.js";
