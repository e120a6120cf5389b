// What vendors' clients read from the environment as they load.
Object.assign(process.env, {
  LANGFUSE_TRACING_ENVIRONMENT: "test",
  LANGSMITH_TRACING: "false",
  OPIK_LOG_LEVEL: "ERROR",
  OTEL_SDK_DISABLED: "false",
  POSTHOG_DISABLED: "false",
  TRACELOOP_TELEMETRY: "false",
  DO_NOT_TRACK: "1",
});
