import { randomInt } from "node:crypto";
import { type Kind, pick, wholeNumber } from "./kind";

const ADVERBS = words(
  "barely boldly calmly deeply early gently gladly highly kindly largely mildly",
);
const ADJECTIVES = words("able brave bright calm clever eager fair gentle keen lively proud quick");
const NAMES = words("badger crane falcon gecko heron ibex lynx marten otter owl robin seal stoat");

/** Checked, and with its defaults. */
interface PetSettings {
  readonly length: number;
  readonly separator: string;
  readonly prefix?: string;
}

/** RandomPet: adverbs, an adjective and an animal, as many words as asked for. */
export const pet: Kind = {
  settings: (inputs) => ({
    ...pick(inputs, ["keepers", "prefix"]),
    length: inputs.length ?? 2,
    separator: inputs.separator ?? "-",
  }),
  check: ({ length = 2 }) => wholeNumber("length", length, 1),
  make(inputs) {
    const { length, separator, prefix } = this.settings(inputs) as unknown as PetSettings;
    const lists = [NAMES, ADJECTIVES];
    const drawn = Array.from({ length }, (_, i) => oneOf(lists[i] ?? ADVERBS));
    const parts = [...(prefix === undefined ? [] : [prefix]), ...drawn.reverse()];
    return { id: parts.join(separator), outputs: {} };
  },
  made: [],
  secret: [],
};

function words(text: string): string[] {
  return text.split(" ");
}

function oneOf(list: readonly string[]): string {
  return list[randomInt(list.length)] ?? "";
}
