const acronymBeforeWord = /([A-Z]+)([A-Z][a-z0-9]+)/g;
const lowerBeforeUpper = /([a-z0-9])([A-Z])/g;
const separators = /[-\s_]+/g;

/** `anthropicApiKey` → `anthropic_api_key`, `HTTPServer` → `http_server`. The spelling of keys in serialized components. */
export function snakeCase(key: string): string {
  return key
    .replace(acronymBeforeWord, "$1_$2")
    .replace(lowerBeforeUpper, "$1_$2")
    .replace(separators, "_")
    .toLowerCase();
}
