import { changes } from "../api/changes.js";
import { addressOfRoute, type Route } from "../routing/route.js";
import { currentRoute } from "../routing/router.js";

const places: readonly { readonly title: string; readonly route: Route }[] = [
  { title: "Runs", route: { page: "runs", filters: new URLSearchParams() } },
  { title: "Threads", route: { page: "threads" } },
  { title: "Statistics", route: { page: "statistics", filters: new URLSearchParams() } },
];

const words = { open: "Live", connecting: "Connecting", lost: "Server gone" } as const;

/** Whether what is shown is what is. */
function Connection() {
  const { value } = changes.state;
  const refusal = value === "lost" ? changes.refusal.value : "";
  const said = refusal === "" ? words[value] : "Not live";
  return (
    <button
      type="button"
      class="connection button"
      data-state={value}
      aria-label={refusal === "" ? said : `${said}: ${refusal}`}
      title={refusal}
      onClick={() => changes.retryNow()}
    >
      <span>{said}</span>
    </button>
  );
}

export function TopBar() {
  const { page } = currentRoute.value;
  const shown = page === "trace" || page === "compare" ? "runs" : page;
  return (
    <header class="top-bar">
      <a class="brand" href="#/runs">
        Earshot
      </a>
      <nav aria-label="Pages">
        {places.map(({ title, route }) => (
          <a key={title} href={addressOfRoute(route)} aria-current={route.page === shown ? "page" : undefined}>
            {title}
          </a>
        ))}
      </nav>
      <Connection />
    </header>
  );
}
