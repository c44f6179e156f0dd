"""Run axe-core in a page of a browser: what it finds, as lines to read."""

from collections.abc import Iterable
from importlib.resources import files

from playwright.sync_api import Page

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
# WCAG 1.4.6 asks the same as 1.4.3, and more. axe leaves what fails 1.4.3 to the rule for that;
# here the rule for 1.4.6 finds all of it, so that the background of each text is worked out once.
# Nor are colours worked out again for what looks like another: of the same kind, in the same
# letters and colours, in ancestors that look alike. What leaves the flow is like nothing else.
RUN = """async (without) => {
  const contrast = axe._audit.rules.find(({ id }) => id === "color-contrast-enhanced");
  const hasText = (contrast.hasText ??= contrast.matches);
  const [looks, names, done] = [new Map(), new Map(), new Set()];
  const lookOf = (element) => {
    if (!element) return 0;
    if (!names.has(element)) {
      const style = getComputedStyle(element);
      const alone = style.position !== "static" || style.float !== "none" ||
        element.ownerSVGElement;
      const look = [lookOf(element.parentElement), element.localName, element.className,
        style.color, style.fontSize, style.fontWeight, style.opacity, style.textShadow,
        style.background, style.filter, style.mixBlendMode, alone && names.size].join();
      if (!looks.has(look)) looks.set(look, looks.size + 1);
      names.set(element, looks.get(look));
    }
    return names.get(element);
  };
  const isNew = function (element, ...rest) {
    const look = lookOf(element);
    if (done.has(look) || !hasText.call(this, element, ...rest)) return false;
    done.add(look);
    return true;
  };
  const options = { ignoreUnicode: true, ignoreLength: false, ignorePseudo: false,
    boldValue: 700, boldTextPt: 14, largeTextPt: 18, pseudoSizeThreshold: 0.25,
    shadowOutlineEmMax: 0.1, textStrokeEmMin: 0.03,
    contrastRatio: { normal: { expected: 7 }, large: { expected: 4.5 } } };
  axe.configure({
    checks: [{ id: "color-contrast-enhanced", options }],
    rules: [{ id: "color-contrast-enhanced", matches: isNew }],
  });
  const rules = Object.fromEntries(axe.getRules().map(({ ruleId }) =>
    [ruleId, { enabled: !without.includes(ruleId) }]));
  const found = await axe.run(document, { rules, resultTypes: ["violations"] });
  return found.violations.map(({ id, impact, nodes }) =>
    `${id} (${impact}): ` + nodes.map((node) => node.html.slice(0, 150)).slice(0, 3).join(" … "));
}"""
SAID_TWICE = ("color-contrast",)


def faults_of(
    page: Page, url: str, looks: Iterable[tuple[str, int]], without: tuple[str, ...] = SAID_TWICE
) -> list[str]:
    """Open a page, and run axe on it in several looks."""
    response = page.goto(url)
    assert response
    assert response.ok, url
    return faults_now(page, looks, without)


def faults_now(
    page: Page, looks: Iterable[tuple[str, int]], without: tuple[str, ...] = SAID_TWICE
) -> list[str]:
    """Run axe on a page as it is. What the policy forbids a page, it does not forbid us."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(f"{AXE};0")
    faults = []
    for scheme, width in looks:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(
            color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce"
        )
        found = page.evaluate(RUN, list(without))
        faults += [f"{page.url} {scheme}, {width} px: {fault}" for fault in found]
    return faults
