import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { StudioApi } from "../../../src/api/studio-api.js";
import { request } from "../api/studio-client.js";

type Facets = StudioApi["GET /api/facets"]["answer"];

const facets = signal<Facets>({ names: [], tags: [], models: [], kinds: [], metadataKeys: [] });

/** What filters can offer, as it was when the list was opened. */
export function useFacets(): Facets {
  useEffect(() => {
    // Without them filters offer less; that the server is gone is told elsewhere.
    request("GET /api/facets", {}).then(
      (answer) => (facets.value = answer),
      () => undefined,
    );
  }, []);
  return facets.value;
}
