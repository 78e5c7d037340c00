import { z } from "zod";

/** What something is known by: an empty text would be anything's. */
export const id = z.string().min(1);

/** A time, in any form that JavaScript reads. */
export const moment = z.string().refine((text) => !Number.isNaN(Date.parse(text)), {
  error: "expected a time",
});

/** What the server numbers it by, from 1 on. */
export const number = z.int().min(1);
