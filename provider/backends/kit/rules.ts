import type { Rule } from "../backend";

/** For a text of so many characters. */
export const atMost = (length: number): Rule => ({
  pattern: new RegExp(`^.{0,${length}}$`, "su"),
  says: `at most ${length} characters`,
});

/** For a phone number as `asPhone` writes it. */
export const PHONE_SAYS =
  'a Chinese mobile number of 11 digits, or a number with its country code, such as "+1 2025550100"';
