// What only works with a script is shown by one. A passkey that fails says so in words.
for (const part of document.querySelectorAll(".needs-script")) {
  part.hidden = !("PublicKeyCredential" in window);
}
for (const words of document.querySelectorAll(".needs-no-passkey")) {
  words.hidden = "PublicKeyCredential" in window;
}
// The button asks the device for the passkey; allauth's script then sends the form itself.
for (const form of document.querySelectorAll(".passkey-form")) {
  form.addEventListener("submit", (event) => event.preventDefault());
}
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const words = document.getElementById("passkey-failed");
  if (words) {
    words.hidden = false;
  }
});
