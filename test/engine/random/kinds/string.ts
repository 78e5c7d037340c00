import { randomInt } from "node:crypto";
import { type Properties } from "../values";
import { type Failure, type Kind, pick, wholeNumber } from "./kind";

interface Alphabet {
  readonly name: "lower" | "upper" | "numeric" | "special";
  readonly characters: string;
  readonly least: string;
}

const ALPHABETS: readonly Alphabet[] = [
  { name: "lower", characters: "abcdefghijklmnopqrstuvwxyz", least: "minLower" },
  { name: "upper", characters: "ABCDEFGHIJKLMNOPQRSTUVWXYZ", least: "minUpper" },
  { name: "numeric", characters: "0123456789", least: "minNumeric" },
  { name: "special", characters: "!@#$%&*()-_=+[]{}<>:?", least: "minSpecial" },
];

function settings(inputs: Properties): Properties {
  const numeric = inputs.numeric ?? inputs.number ?? true; // `number` is its deprecated name
  return {
    ...pick(inputs, ["keepers", "length", "overrideSpecial"]),
    lower: inputs.lower ?? true,
    upper: inputs.upper ?? true,
    special: inputs.special ?? true,
    numeric,
    number: numeric,
    ...Object.fromEntries(ALPHABETS.map(({ least }) => [least, inputs[least] ?? 0])),
  };
}

function check(inputs: Properties): Failure[] {
  const all = settings(inputs);
  const least = ALPHABETS.map((alphabet) => Number(all[alphabet.least]));
  const failures = [
    ...wholeNumber("length", all.length, 1),
    ...ALPHABETS.flatMap((alphabet) => wholeNumber(alphabet.least, all[alphabet.least], 0)),
  ];
  if (failures.length > 0) return failures;
  if (Number(all.length) < least.reduce((sum, each) => sum + each)) {
    return [{ property: "length", reason: "must be at least the sum of the minimums" }];
  }
  if (charactersOf(all) === "") {
    return [{ property: "length", reason: "leaves no kind of character to choose from" }];
  }
  return [];
}

function text(inputs: Properties): string {
  const all = settings(inputs);
  const required = ALPHABETS.flatMap((alphabet) =>
    draw(Number(all[alphabet.least]), alphabetOf(alphabet, all)),
  );
  const rest = draw(Number(all.length) - required.length, charactersOf(all));
  return shuffle([...required, ...rest]).join("");
}

function alphabetOf({ name, characters }: Alphabet, { overrideSpecial }: Properties): string {
  return name === "special" && typeof overrideSpecial === "string" && overrideSpecial !== ""
    ? overrideSpecial
    : characters;
}

function charactersOf(all: Properties): string {
  const chosen = ALPHABETS.filter(({ name }) => all[name] === true);
  return chosen.map((alphabet) => alphabetOf(alphabet, all)).join("");
}

function draw(count: number, characters: string): string[] {
  const each = [...characters];
  return Array.from({ length: count }, () => each[randomInt(each.length)] ?? "");
}

function shuffle(characters: string[]): string[] {
  const shuffled: string[] = [];
  const left = [...characters];
  while (left.length > 0) shuffled.push(...left.splice(randomInt(left.length), 1));
  return shuffled;
}

/** RandomString: its id is the text itself. */
export const string: Kind = {
  settings,
  check,
  make(inputs) {
    const result = text(inputs);
    return { id: result, outputs: { result } };
  },
  made: ["result"],
  secret: [],
};

/** RandomPassword: the same, but secret, so that its id says nothing. */
export const password: Kind = {
  ...string,
  make: (inputs) => ({ id: "none", outputs: { result: text(inputs) } }),
  secret: ["result"],
};
