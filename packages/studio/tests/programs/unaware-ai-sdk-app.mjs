/* An app that knows nothing of Earshot: `<url of OpenAI's API>`. Its AI SDK is the one that is installed where it is started. */
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

globalThis.AI_SDK_LOG_WARNINGS = false;
const { resolve } = createRequire(join(process.cwd(), "app.js"));
const load = (name) => import(pathToFileURL(resolve(name)).href);
const { generateText, streamText } = await load("ai");
const { createOpenAI } = await load("@ai-sdk/openai");
const model = createOpenAI({ baseURL: process.argv[2], apiKey: "any" }).chat("answer");
await generateText({ model, prompt: "one?" });
process.stdout.write(await streamText({ model, prompt: "two?" }).text);
