// Passkeys: gives the browser what the server asks for, and the server what the browser answers.
// A form stands in <div hidden data-passkey="get|create" data-options="#id-of-json or address">; its field `credential`
// carries the answer. Without this script, or without passkeys in the browser, the div stays hidden.
(() => {
  "use strict";

  const BYTES = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];

  const toBytes = (text) =>
    Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));

  const toText = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer)))
      .replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

  const withBytes = (keys) => (keys || []).map((key) => ({ ...key, id: toBytes(key.id) }));

  const optionsOf = async (source) => {
    if (source.startsWith("#")) return JSON.parse(document.querySelector(source).textContent);
    const response = await fetch(source, { headers: { Accept: "application/json" } });
    if (!response.ok) throw new Error(`the server answered ${response.status}`);
    return response.json();
  };

  const create = ({ creation_options: { publicKey } }, form) => {
    const alone = form.elements.passwordless?.checked;
    return navigator.credentials.create({
      publicKey: {
        ...publicKey,
        challenge: toBytes(publicKey.challenge),
        user: { ...publicKey.user, id: toBytes(publicKey.user.id) },
        excludeCredentials: withBytes(publicKey.excludeCredentials),
        authenticatorSelection: {
          ...publicKey.authenticatorSelection,
          ...(alone && { residentKey: "required", requireResidentKey: true, userVerification: "required" }),
        },
      },
    });
  };

  const get = ({ request_options: { publicKey } }) =>
    navigator.credentials.get({
      publicKey: {
        ...publicKey,
        challenge: toBytes(publicKey.challenge),
        allowCredentials: withBytes(publicKey.allowCredentials),
      },
    });

  const asJson = (credential) => {
    const response = {};
    for (const name of BYTES) {
      if (credential.response[name]) response[name] = toText(credential.response[name]);
    }
    if (credential.response.getTransports) response.transports = credential.response.getTransports();
    return {
      id: credential.id,
      rawId: toText(credential.rawId),
      type: credential.type,
      authenticatorAttachment: credential.authenticatorAttachment,
      clientExtensionResults: credential.getClientExtensionResults(),
      response,
    };
  };

  const prepare = (box) => {
    const form = box.querySelector("form");
    const trouble = form.querySelector("[role=alert][hidden]");
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      trouble.hidden = true;
      try {
        const options = await optionsOf(box.dataset.options);
        const credential = await (box.dataset.passkey === "create" ? create(options, form) : get(options));
        form.elements.credential.value = JSON.stringify(asJson(credential));
        form.submit();
      } catch {
        // Cancelled, timed out, or refused by the browser: the person chooses what to do next.
        trouble.hidden = false;
      }
    });
    box.hidden = false;
  };

  if (!window.PublicKeyCredential) return;
  document.querySelectorAll("[data-passkey-missing]").forEach((text) => { text.hidden = true; });
  document.querySelectorAll("[data-passkey]").forEach(prepare);
})();
