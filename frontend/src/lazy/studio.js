// The form of a field: options that its type does not have are put away, unless something stands in them.

export function attach(form) {
  const type = form.querySelector("[data-type]");
  if (!type) return;
  const sort = () => {
    for (const field of form.querySelectorAll("[data-types]")) {
      const given = field.querySelector("input, select, textarea").value;
      field.hidden = !given && !field.dataset.types.split(" ").includes(type.value);
    }
  };
  type.addEventListener("change", sort);
  sort();
}
