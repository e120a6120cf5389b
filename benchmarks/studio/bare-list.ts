/**
 * The least that scrolling can cost: as many rows of text as the trace has, each laid out by a line of script when it comes into sight, and nothing
 * else. Figures of the Studio's page are to be read beside its figures, taken in the same run on the same machine.
 */
export const bareList = (rows: number): string => `<!doctype html>
<style>
  body { margin: 0 }
  .trace-scroller { height: 100vh; overflow: auto; position: relative }
  .row { position: absolute; top: 0; left: 0; right: 0; height: 28px }
</style>
<div class="trace-scroller"><div style="height: ${rows * 28}px"></div></div>
<script>
  const scroller = document.querySelector(".trace-scroller");
  const slots = Array.from({ length: 64 }, () => scroller.appendChild(Object.assign(document.createElement("div"), { className: "row" })));
  const draw = () => {
    const first = Math.max(0, Math.floor(scroller.scrollTop / 28) - 12);
    for (let index = first; index < Math.min(${rows}, first + 58); index += 1) {
      const slot = slots[index % 64];
      slot.style.transform = "translateY(" + index * 28 + "px)";
      slot.textContent = "run " + index;
    }
  };
  scroller.addEventListener("scroll", draw);
  draw();
</script>`;
