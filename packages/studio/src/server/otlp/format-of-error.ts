/** In which format an error is told: protobuf to who sends it, and JSON, which people read too, to all others. */
export const formatOfError = (contentType: string | undefined): string =>
  /^\s*application\/x-protobuf\b/i.test(contentType ?? "") ? "application/x-protobuf" : "application/json";
