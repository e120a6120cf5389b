import { currentRoute } from "../routing/router.js";
import { TopBar } from "./top-bar.js";

/** The page: a bar, and below it what the address names. */
export function App() {
  return (
    <div class="app">
      <TopBar />
      <main class="app-main" id="main" tabIndex={-1}>
        <CurrentPage />
      </main>
    </div>
  );
}

function CurrentPage() {
  return <p class="note">{currentRoute.value.page}</p>;
}
