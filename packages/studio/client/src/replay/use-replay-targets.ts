import { useEffect, useState } from "preact/hooks";
import type { ReplayTarget } from "../../../src/api/studio-api.js";
import { changes } from "../api/changes.js";
import { request } from "../api/studio-client.js";

/** The apps that have connected and offer models; undefined until that is known. They come and go while the form is looked at. */
export function useReplayTargets() {
  const [targets, setTargets] = useState<readonly ReplayTarget[]>();
  const [failure, setFailure] = useState("");
  useEffect(() => {
    let isShown = true;
    const hear = (all: readonly ReplayTarget[]) => isShown && setTargets(all.filter(({ models }) => models.length > 0));
    const look = () => {
      request("GET /api/info", {}).then(
        (info) => hear(info.replayTargets),
        (error: unknown) => setFailure(error instanceof Error ? error.message : String(error)),
      );
    };
    const stopListening = changes.listen(({ replayTargets }) => replayTargets !== undefined && hear(replayTargets));
    // Now, and whenever the stream that tells of them was opened anew.
    const stopWatching = changes.state.subscribe((state) => state !== "lost" && look());
    return () => {
      isShown = false;
      stopListening();
      stopWatching();
    };
  }, []);
  return { targets, failure };
}
