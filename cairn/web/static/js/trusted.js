// A plain script that runs before all others: the one door for markup under the policy "trusted-types default".
// Markup may be parsed (scripts in it never run under our policy); scripts may be loaded from our own host only; no text
// is ever turned into code.
(() => {
  if (!window.trustedTypes || window.trustedTypes.defaultPolicy) return;
  window.trustedTypes.createPolicy("default", {
    createHTML: (markup) => markup,
    createScriptURL: (address) => (new URL(address, location.href).origin === location.origin ? address : null),
    createScript: () => null,
  });
})();
