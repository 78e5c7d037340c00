import { spell } from "../../spelling";
import { InvalidCell } from "./cell";
import { quoted } from "./fault";
import type { PeopleUsernameFrom } from "./options";
import { plain } from "./table";

/** A given name and a surname. */
export interface NameParts {
  readonly first: string;
  readonly last: string;
}

/**
 * Parts of a full name: the first and the last word, or what stands after and before a comma; of a
 * Chinese name the surname is the first letter, or the first two where they are a known one.
 */
export function partsOf(name: string): NameParts {
  const [surname, given] = plain(name).split(/ ?[,，] ?/);
  if (surname && given) return { first: given.split(" ")[0] ?? "", last: surname };
  const words = plain(name).split(/[ ·]/);
  if (words.length === 1 && CHINESE.test(name)) return chineseParts(plain(name));
  const [first = "", last = ""] = [words[0], words.at(-1)];
  if (words.length === 1) return { first, last: "" };
  return CHINESE.test(name) && !name.includes("·") ? { first: last, last: first } : { first, last };
}

function chineseParts(name: string): NameParts {
  const length = name.length > 2 && COMPOUND.has(name.slice(0, 2)) ? 2 : 1;
  return { first: name.slice(length), last: name.slice(0, length) };
}

const CHINESE = /^[\p{Script=Han}\s·]+$/u;

/** Surnames of two letters. */
const COMPOUND = new Set(
  "欧阳 太史 上官 端木 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 令狐 轩辕 呼延 歐陽 司馬 諸葛 尉遲 長孫 鮮于 東方 獨孤 南宮 軒轅 鍾離".split(
    " ",
  ),
);

/**
 * The username that a form makes of a name.
 * @throws InvalidCell where a part has no letters from a to z, or the form is invalid
 */
export function usernameOf(parts: NameParts, { form, letters }: PeopleUsernameFrom): string {
  const made = form.replace(/\{([^{}]*)\}/g, (whole, part: string) => {
    const [name, length] = Object.hasOwn(PARTS, part) ? (PARTS[part] ?? []) : [];
    if (name === undefined) {
      throw new InvalidCell(
        `form ${quoted(form)}: ${whole} is none of {first}, {last}, {f} and {l}`,
      );
    }
    return lettersOf(parts[name], name, letters).slice(0, length);
  });
  return made.toLowerCase();
}

const PARTS: Readonly<Record<string, readonly [keyof NameParts, number?]>> = {
  first: ["first"],
  last: ["last"],
  f: ["first", 1],
  l: ["last", 1],
};

function lettersOf(
  text: string,
  part: keyof NameParts,
  own: Readonly<Record<string, string>> = {},
): string {
  const what = part === "first" ? "given name" : "surname";
  if (text === "") throw new InvalidCell(`there is no ${what}: write the username into the file`);
  const letters = { ...LETTERS, ...own };
  const latin = Array.from(text.toLowerCase(), (one) => letters[one] ?? one).join("");
  const spelled = spell(latin, part === "last")?.replaceAll("-", "");
  if (spelled) return spelled;
  throw new InvalidCell(
    `the ${what} ${quoted(text)} has letters that are not spelled from a to z: write the username into the file, or say in letters what they become`,
  );
}

/** Letters that are no others with a mark. */
const LETTERS: Readonly<Record<string, string>> = {
  ...{ ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ħ: "h", ı: "i" },
};

/** Somebody whose username is made. */
export interface Unnamed<P> {
  readonly person: P;
  readonly made: string;
  /** What is added where it is taken. */
  readonly append: string;
}

/** A username for each, or why there is none; whatever the order in which they are given. */
export function withoutCollisions<P>(
  all: readonly Unnamed<P>[],
  taken: ReadonlySet<string>,
  nameOf: (person: P) => string,
): Map<P, string | InvalidCell> {
  const groups = new Map<string, Unnamed<P>[]>();
  for (const one of all) {
    const group = groups.get(one.made);
    if (group === undefined) groups.set(one.made, [one]);
    else group.push(one);
  }
  const given = new Map<P, string | InvalidCell>();
  for (const [made, group] of groups) {
    const isTaken = taken.has(made);
    const sorted = group.toSorted((a, b) => compare(a.append, b.append));
    sorted.forEach(({ person, append }, index) => {
      if (index === 0 && !isTaken && group.length === 1) given.set(person, made);
      else if (append === "") given.set(person, refused(made, group, nameOf));
      else given.set(person, index === 0 && !isTaken ? made : `${made}${append}`);
    });
  }
  return given;
}

/** Numbers by what they are, so that a newcomer comes last. */
const compare = (a: string, b: string): number =>
  a.length - b.length || (a < b ? -1 : Number(a > b));

function refused<P>(made: string, group: readonly Unnamed<P>[], nameOf: (person: P) => string) {
  const names = group.slice(0, MOST).map(({ person }) => nameOf(person));
  const more = group.length > MOST ? ` and ${group.length - MOST} more` : "";
  const whose = group.length === 1 ? "is taken" : `is made of ${names.join(", ")}${more}`;
  return new InvalidCell(
    `the username ${quoted(made)} ${whose}: write the usernames into the file, or give append a column such as the employee number`,
  );
}
const MOST = 5;
