// The “Copy” buttons; without this script they stay hidden, and the texts can be selected by hand.
for (const button of document.querySelectorAll("button.copy")) {
  const text = document.getElementById(button.dataset.copies);
  const label = button.firstChild;
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.setAttribute("aria-live", "polite");
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text.textContent);
      label.textContent = "Copied";
    } catch {
      label.textContent = "Select it by hand";
    }
    setTimeout(() => { label.textContent = "Copy"; }, 2000);
  });
}
