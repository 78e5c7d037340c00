import type { Category } from "../chart/category";
import { escaped } from "../chart/text";

/**
 * A category before an entry, as HTML.
 * @param text what it says beside its sign, where that is not the category's name
 */
export function badge({ name, sign, tone }: Category, text = name): string {
  const words = text === "" ? "" : ` ${escaped(text)}`;
  return `<span class="badge ${tone}"><span aria-hidden="true">${escaped(sign)}</span>${words}</span>`;
}
