import { Failure } from "./failure";

/** The alphabet of codes: Chinese, blanks and punctuation are refused (AUTHING.md 2). */
const CODE = /^[A-Za-z0-9_-]+$/;

/** Refuses a code outside the alphabet in the reference's words, which are English only. */
export function checkCode(kind: string, code: string): string {
  if (!CODE.test(code)) throw new Failure(400, `invalid ${kind} code: ${code}`);
  return code;
}
