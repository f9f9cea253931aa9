// A long menu shows where one is: the open page's line is scrolled into its sight, the page itself stays where it is.
export function start(root) {
  const menu = root.querySelector?.("#navigation");
  const here = menu?.querySelector("[aria-current]");
  if (here && here.offsetTop + here.offsetHeight > menu.clientHeight) {
    menu.scrollTop = here.offsetTop - menu.clientHeight / 2;
  }
}
