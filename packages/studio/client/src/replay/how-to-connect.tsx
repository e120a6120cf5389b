import { CodeBlock } from "../views/parts/code-block.js";

/** What to do so that calls can be made again. */
export function HowToConnect() {
  const url = location.port === "4319" ? "" : `  url: ${JSON.stringify(location.origin)},\n`;
  const code = `import { connectReplay } from "@earshot/studio";

connectReplay({
${url}  // The chat models that may be called:
  models: { main: model },
});`;
  return (
    <div class="replay">
      <p class="v-hint">
        No app has connected that allows it. Calls are made by your app, through its own models, at your cost. In the
        app, in development, as long as it is to be asked:
      </p>
      <CodeBlock text={code} language="ts" />
      <p class="v-hint">As soon as it has connected, the form is here.</p>
    </div>
  );
}
