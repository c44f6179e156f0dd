/**
 * Makes the map larger and smaller: with buttons, keys, two fingers or a mouse. Without this script
 * the links above the map do it (see map.css), and every area is a link all the same.
 *
 * The map lies in a box that scrolls as everything else does: one finger, the wheel and the arrow
 * keys belong to the browser, so nobody gets stuck in it.
 */

const LARGEST = 64;
const STEP = 2;
/** A mouse that moves further than this, in pixels, drags. */
const DRAG = 4;
/** A finger cannot hit what is smaller than this, in pixels. */
const FINGER = 22;
/** How much of the box a part of the map fills when it is looked at. */
const FILL = 0.92;

class PickMap {
  /** @param {HTMLElement} map */
  constructor(map) {
    this.map = map;
    this.view = map.querySelector(".map-view");
    this.svg = this.view.querySelector("svg");
    // The name is seen, not heard: to a screen reader, the area itself has said it.
    [this.name, this.status] = map.querySelector(".map-name").children;
    this.zoom = 1;
    this.listenToTools();
    this.listenToKeys();
    this.listenToMouse();
    this.listenToFingers();
    this.listenToAreas();
    map.querySelector(".map-tools").hidden = false;
    this.show(1);
    if (window.location.hash.startsWith("#map-")) this.showPart(window.location.hash);
  }

  /**
   * Show the map so many times as large; the point (x, y) of the window stays where it is.
   * @param {number} zoom
   */
  show(zoom, x = this.middle.x, y = this.middle.y) {
    const before = this.svg.getBoundingClientRect();
    const [right, down] = [(x - before.left) / before.width, (y - before.top) / before.height];
    this.zoom = Math.max(1, Math.min(LARGEST, zoom));
    this.svg.style.setProperty("--zoom", String(this.zoom));
    const after = this.svg.getBoundingClientRect();
    this.scroll(after.left + right * after.width - x, after.top + down * after.height - y);
    // A button that is truly disabled would lose the focus.
    for (const button of this.map.querySelectorAll("[data-zoom]")) {
      const end = button.dataset.zoom === "in" ? LARGEST : 1;
      button.setAttribute("aria-disabled", String(this.zoom === end));
    }
  }

  /** Scroll at once, by so many pixels. */
  scroll(left, top) {
    this.view.scrollBy({ left, top, behavior: "instant" });
  }

  /** The middle of the box, in the window. */
  get middle() {
    const { left, top, width, height } = this.view.getBoundingClientRect();
    return { x: left + width / 2, y: top + height / 2 };
  }

  /** Fill the box with a part of the map. @param {string} hash such as #map-london */
  showPart(hash) {
    const part = this.svg.querySelector(`[id="${CSS.escape(hash.slice(1))}"]`);
    if (!part) return;
    const box = part.getBoundingClientRect();
    const wanted = Math.min(this.view.clientWidth / box.width, this.view.clientHeight / box.height);
    this.show(this.zoom * wanted * FILL);
    const now = part.getBoundingClientRect();
    const { x, y } = this.middle;
    this.scroll(now.left + now.width / 2 - x, now.top + now.height / 2 - y);
    this.view.scrollIntoView({ block: "nearest" });
    this.view.focus({ preventScroll: true });
  }

  listenToTools() {
    const show = { in: () => this.show(this.zoom * STEP), out: () => this.show(this.zoom / STEP), all: () => this.show(1) };
    for (const button of this.map.querySelectorAll("[data-zoom]")) {
      button.addEventListener("click", () => show[button.dataset.zoom]());
    }
    for (const link of this.map.querySelectorAll(".map-near a")) {
      link.addEventListener("click", (event) => {
        event.preventDefault();
        this.showPart(link.hash);
      });
    }
  }

  listenToKeys() {
    const keys = { "+": STEP, "=": STEP, "-": 1 / STEP, _: 1 / STEP, 0: 0 };
    this.view.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || !(event.key in keys)) return;
      event.preventDefault();
      this.show(this.zoom * keys[event.key]);
    });
  }

  /** A mouse drags the map; what lies under it when it lets go is not opened. */
  listenToMouse() {
    let from = null;
    let dragged = false;
    this.view.addEventListener("pointerdown", (event) => {
      dragged = false;
      from = event.pointerType === "mouse" && event.button === 0 ? event : null;
    });
    this.view.addEventListener("pointermove", (event) => {
      if (!from || !(event.buttons & 1)) return;
      const [left, top] = [from.clientX - event.clientX, from.clientY - event.clientY];
      if (!dragged && Math.hypot(left, top) < DRAG) return;
      dragged = true;
      from = event;
      this.scroll(left, top);
    });
    this.view.addEventListener("dragstart", (event) => event.preventDefault());
    this.view.addEventListener("click", (event) => dragged && event.preventDefault(), true);
    // On a touchpad, two fingers that part are a wheel with the Control key.
    this.view.addEventListener("wheel", (event) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      this.show(this.zoom * 2 ** (-event.deltaY / 100), event.clientX, event.clientY);
    }, { passive: false });
  }

  /** Two fingers make the map larger or smaller; one finger scrolls it, as everywhere. */
  listenToFingers() {
    let apart = 0;
    const distance = ([one, other]) => Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
    this.view.addEventListener("touchstart", ({ touches }) => {
      apart = touches.length === 2 ? distance(touches) : 0;
    }, { passive: true });
    this.view.addEventListener("touchmove", (event) => {
      if (event.touches.length !== 2 || !apart) return;
      event.preventDefault();
      const [one, other] = event.touches;
      const now = distance(event.touches);
      this.show((this.zoom * now) / apart, (one.clientX + other.clientX) / 2, (one.clientY + other.clientY) / 2);
      apart = now;
    }, { passive: false });
  }

  /** Write the name of the area under the mouse or with the focus beside the map. */
  listenToAreas() {
    const areaOf = (event) => event.target.closest("a");
    let pointer = "";
    const tell = (event) => {
      this.name.textContent = areaOf(event)?.textContent ?? "";
      this.status.textContent = "";
    };
    this.view.addEventListener("pointerdown", (event) => {
      pointer = event.pointerType;
    });
    // Not on the drawing itself: it would become a stop for the Tab key.
    this.view.addEventListener("pointerover", tell);
    this.view.addEventListener("focusin", tell);
    this.view.addEventListener("pointerleave", () => {
      this.name.textContent = "";
    });
    this.svg.addEventListener("click", (event) => {
      const area = areaOf(event);
      // Older browsers do not say with what an area was clicked.
      if (area && (event.pointerType ?? pointer) === "touch" && this.isTooSmall(area)) {
        event.preventDefault();
        this.show(this.zoom * STEP * STEP, event.clientX, event.clientY);
        this.name.textContent = "";
        this.status.textContent = "Now it is closer. Touch your area.";
      }
    });
  }

  isTooSmall(area) {
    const { width, height } = area.querySelector("path").getBoundingClientRect();
    return this.zoom < LARGEST && Math.min(width, height) < FINGER;
  }
}

for (const map of document.querySelectorAll(".map")) new PickMap(map);
