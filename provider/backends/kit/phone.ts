/** Country codes have one, two or three digits, and none begins with another (ITU-T E.164). */
const COUNTRY =
  /^(?:\+|00)(1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|[2-9]\d\d)(\d+)$/;
const CHINESE = /^(?:(?:\+|00)?86)?(1\d{10})$/;

/** What people put between the digits, and the zero that is dialled inside the country only. */
const BETWEEN = /\(0\)|[\s().\-/\u2010-\u2015]/g;

/**
 * A phone number in one spelling: `13800000091` in China, `+1 2025550100` elsewhere; what is
 * neither stays as it is.
 */
export function asPhone(text: string): string {
  const digits = text.normalize("NFKC").replace(BETWEEN, "");
  const [, mobile] = CHINESE.exec(digits) ?? [];
  if (mobile !== undefined) return mobile;
  const [, country, number] = COUNTRY.exec(digits) ?? [];
  return country === undefined ? text : `+${country} ${number}`;
}
