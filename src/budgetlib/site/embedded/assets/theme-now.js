// Runs where the body begins, before anything of it is painted. A file of its own: pages allow no scripts within them.
window.siteTheme?.apply();
