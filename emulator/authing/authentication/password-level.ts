const KINDS = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z\d]/];

/** How hard a password is to guess: 1 low, 2 middle, 3 high. */
export function passwordLevel(password: string): 1 | 2 | 3 {
  const kinds = KINDS.filter((kind) => kind.test(password)).length;
  if (password.length < 8 || kinds < 2) return 1;
  return password.length < 10 || kinds < 3 ? 2 : 3;
}
