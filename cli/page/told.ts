import { counted } from "../chart/text";

/** As many items as an entry shows before somebody opens the rest. */
const FIRST_TOLD = 20;

/**
 * Sentences of an entry, as a list.
 * @param items HTML
 * @param first how many show before somebody opens the rest
 */
export function told(items: readonly string[], first = FIRST_TOLD): string {
  if (items.length === 0) return "";
  const further = items.slice(first);
  return `${listOf(items.slice(0, first))}${further.length > 0 ? rest(further) : ""}`;
}

const listOf = (items: readonly string[]) =>
  `<ul class="told">${items.map((item) => `<li>${item}</li>`).join("")}</ul>`;

const rest = (items: readonly string[]) =>
  `<details><summary>${counted(items.length, "more", "more")}</summary>${listOf(items)}</details>`;
