// The page's program against the API, as its reader would run it: `ANTHROPIC_API_KEY=… npx tsx examples/page/main.ts`.
import { runPage } from "./custom-callback-handlers.js";

const { ANTHROPIC_API_URL: anthropicApiUrl } = process.env;
await runPage(anthropicApiUrl === undefined ? {} : { anthropicApiUrl });
