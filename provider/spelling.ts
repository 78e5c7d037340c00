import { optionalModule } from "../sdk/transport/optional-package";
import { slug } from "./slug";

const HAN = /\p{Script=Han}+/gu;

/**
 * Spells a name by letters: 研发部 is `yanfabu`, Café `cafe`; `undefined` for what has no such letters.
 * @param isSurname whether Chinese letters are read as in a surname: 单 is `shan`, not `dan`
 * @throws UsageError where it is in Chinese letters and their dictionary is not installed
 */
export const spell = (name: string, isSurname = false): string | undefined =>
  slug(name.replace(HAN, (text) => ` ${pinyin(text, isSurname)} `));

function pinyin(text: string, isSurname: boolean): string {
  const dictionary = optionalModule(
    "a name in Chinese letters",
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- only who has such names loads it
    () => require("pinyin-pro") as typeof import("pinyin-pro"),
  );
  const surname = isSurname ? ({ surname: "all" } as const) : {};
  return dictionary.pinyin(text, { toneType: "none", type: "array", v: true, ...surname }).join("");
}
