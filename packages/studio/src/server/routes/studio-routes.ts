import type { Routes } from "../http/route.js";
import { changeRoutes } from "./change-routes.js";
import { exchangeRoutes } from "./exchange-routes.js";
import { readRoutes } from "./read-routes.js";
import { replayRoutes } from "./replay-routes.js";
import { shareRoutes } from "./share-routes.js";
import type { StudioContext } from "./studio-context.js";

/** All that is answered under `/api`. */
export function studioRoutes(context: StudioContext): Routes {
  return {
    ...readRoutes(context),
    ...changeRoutes(context),
    ...exchangeRoutes(context),
    ...shareRoutes(context),
    ...replayRoutes(context),
  };
}
