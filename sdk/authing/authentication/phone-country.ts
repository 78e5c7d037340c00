/** Goes with a phone from outside of China. */
export interface PhoneCountry {
  /** The country's code, such as `+49`; the number itself is without. @default China's, `+86` */
  readonly phoneCountryCode?: string | undefined;
}
