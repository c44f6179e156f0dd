/**
 * Links to a part of the same page take the place of this page in the list that the Back button
 * walks through, instead of adding to it. Else one Back after “Leave this page” would show the page
 * again, once for each link that was followed.
 */

document.addEventListener("click", (event) => {
  const elsewhere = event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
  const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
  if (!link || elsewhere || event.defaultPrevented) return;
  const target = new URL(link.getAttribute("href"), document.baseURI);
  if (!target.hash || link.hasAttribute("target") || link.hasAttribute("download")) return;
  const here = new URL(window.location.href);
  if (target.href.replace(target.hash, "") !== here.href.replace(here.hash, "")) return;
  event.preventDefault();
  window.location.replace(target.href);
});
