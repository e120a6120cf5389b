import { type ComponentChildren, render } from "preact";
import "../../../client/src/views/views.css";
import "./gallery.css";
import { messagesGallery } from "./messages-gallery.js";

const views: { readonly [name: string]: () => ComponentChildren } = { ...messagesGallery };

/** Something in hostile text has run: tests look for it. */
declare global {
  var hasRun: boolean | undefined;
}

const view = views[location.hash.slice(1)];
render(
  <main class="v-view" data-view>
    {view?.() ?? `No view ${location.hash}`}
  </main>,
  document.body,
);
