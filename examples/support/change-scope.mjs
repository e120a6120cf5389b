// Loaded with `--import`: every `@earshot/…` import becomes the `@langchain/…` one of the same name, and nothing else changes.
import { register } from "node:module";

const hook = `export const resolve = (specifier, context, next) =>
  next(specifier.replace(/^@earshot\\//, "@langchain/"), context);`;
register(`data:text/javascript,${encodeURIComponent(hook)}`);
