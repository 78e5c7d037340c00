/** What the engine sends in a preview for a value that only an apply will know. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
export type Unknown = typeof UNKNOWN;

/** Whether a value is unknown, or has an unknown part at any depth. */
export function isUnknown(value: unknown): value is Unknown {
  if (value === UNKNOWN) return true;
  if (Array.isArray(value)) return value.some(isUnknown);
  if (typeof value === "object" && value !== null) return Object.values(value).some(isUnknown);
  return false;
}
