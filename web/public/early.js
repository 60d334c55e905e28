// Runs before the first paint, so that a night watch never sees a white page.
// Reads the same keys as src/theme/settings.ts, which owns them.
(function () {
  var root = document.documentElement;
  var kept;
  try {
    kept = JSON.parse(
      localStorage.getItem('qd.settings ' + location.pathname) || localStorage.getItem('qd.settings') || '{}',
    );
  } catch {
    kept = {};
  }
  root.dataset.palette = ['day', 'dusk', 'night'].indexOf(kept.palette) >= 0 ? kept.palette : 'dusk';
  var scale = Number(kept.scale);
  if (scale >= 75 && scale <= 200) root.style.setProperty('--scale', String(scale / 100));
  root.style.background = { day: '#e9e9e5', dusk: '#14171a', night: '#0a0c0d' }[root.dataset.palette];
})();
